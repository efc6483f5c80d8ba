import { z } from 'zod';
import { LANGUAGES } from '#server/platform/access/actor.ts';
import { id } from '#server/platform/ids.ts';

export const THREAD_KINDS = ['thread', 'chat', 'direct'] as const;
export type ThreadKind = (typeof THREAD_KINDS)[number];

export const THREAD_STATES = ['open', 'onHold', 'decided', 'closed'] as const;
export type ThreadState = (typeof THREAD_STATES)[number];

/**
 * Who may look into a project's space. public: its digest is published, and members read along;
 * members: every member organisation reads along; committee: the people on its roster; invited: the
 * organisations that take part; desk: each organisation sees its own threads, those who lead see all.
 */
export const PROJECT_PRIVACY = ['public', 'members', 'committee', 'invited', 'desk'] as const;
export type ProjectPrivacy = (typeof PROJECT_PRIVACY)[number];

/** How long a text may be, in characters: a chat is for short messages. */
export const BODY_LIMIT: Record<ThreadKind, number> = { thread: 8000, chat: 1000, direct: 8000 };
export const TITLE_LIMIT = 120;
/** One message in two seconds on the whole; a few may come at once. */
export const CHAT_PACE = { messages: 5, seconds: 10 };

// A form sends CRLF and a socket LF; a repeat must be the same text through either. PostgreSQL
// refuses NUL, and no reader is served by the other control characters.
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
/** A text without what no reader is served by. */
export const tidy = (text: string) => text.replace(/\r\n?/g, '\n').replace(CONTROLS, '');

/** The text of a post. */
export const Body = z.string().overwrite(tidy).trim().min(1).max(BODY_LIMIT.thread);
/** The title of a thread: one line. */
export const Title = z
  .string()
  .overwrite((text) => tidy(text).replace(/\s+/g, ' '))
  .trim()
  .min(1)
  .max(TITLE_LIMIT);
/** Tags of a thread, and the characters of one. */
export const TAGS_PER_THREAD = 5;
export const TAG_LIMIT = 20;

/** A tag as it is shown: one line, in the usual width of its characters. */
const tidyTag = (text: string) => tidy(text).normalize('NFKC').replace(/\s+/g, ' ').trim();

/** What joins or parts signs, or says nothing, and is not seen. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;

/** By what a tag is the same as another one: in any case and width, and by what is seen of it. */
export function foldTag(text: string): string {
  return tidyTag(tidyTag(text).replace(UNSEEN, '')).toUpperCase().toLowerCase();
}

/** The tags of a thread, each once; empty ones are none. */
const tags = z
  .array(z.string())
  .overwrite((list) => {
    const tidied = list.map(tidyTag).filter(foldTag);
    return [...new Map(tidied.map((tag) => [foldTag(tag), tag])).values()];
  })
  .refine((list) => list.length <= TAGS_PER_THREAD, { message: 'tooManyTags' })
  .refine((list) => list.every((tag) => tag.length <= TAG_LIMIT), { message: 'tagTooLong' });

const lang = z.enum(LANGUAGES);
const seq = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
/** Made by the sender, so that sending again writes nothing twice. */
const clientId = z.uuid();

export const ProjectPage = z.strictObject({
  /** The project's short name in addresses, or its id. */
  project: z.string().min(1).max(100),
  /** Its threads of this state alone. */
  state: z.enum(THREAD_STATES).optional(),
  /** Where the page of threads before ended, as it said. */
  after: z
    .string()
    .regex(/^(pinned|other)~\d{4}-\d\d-\d\dT[\d:.]+Z~[0-9a-f-]{36}$/)
    .optional(),
});

export const CreateThread = z.strictObject({
  projectId: id('project'),
  title: Title,
  body: Body,
  lang,
  clientId,
  /** At a desk, where those who lead it open a thread: the organisation it is for. */
  deskOrgId: id('organisation').optional(),
  /** An event that it is about, tied to it from the beginning. */
  eventId: id('event').optional(),
  tags: tags.optional(),
});

/** At most one of the three says where the window lies; without any it is the newest posts. */
export const ThreadPage = z
  .strictObject({
    threadId: id('thread'),
    around: seq.optional(),
    before: seq.optional(),
    after: seq.optional(),
  })
  .refine(
    (input) => [input.around, input.before, input.after].filter((n) => n !== undefined).length <= 1,
    {
      message: 'oneWindow',
    },
  );

export const FILES_PER_POST = 10;

/** The signs with which a post is answered without writing, in the order in which they are shown. */
export const REACTIONS = ['agree', 'thanks', 'seen', 'celebrate', 'question'] as const;
export type ReactionKind = (typeof REACTIONS)[number];

/** Roles that can be called by name in a thread: whoever has one and may see the thread. */
export const MENTION_ROLES = ['representative', 'hospitalCoordinator', 'staff'] as const;
export type MentionRole = (typeof MENTION_ROLES)[number];

/** More names than this are no longer a call but a circular. */
export const MENTIONS_PER_POST = 20;

/** How the text writes it: what is shown is what was written, whatever the person is called later. */
const label = z
  .string()
  .overwrite((text) => tidy(text).replace(/\s+/g, ' '))
  .trim()
  .min(2)
  .max(200)
  .startsWith('@');

/** Who is called, beside the text that calls them. */
export const Mention = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), id: z.uuid(), label }),
  z.strictObject({ kind: z.literal('org'), id: z.uuid(), label }),
  z.strictObject({ kind: z.literal('role'), id: z.enum(MENTION_ROLES), label }),
]);
export type Mention = z.output<typeof Mention>;

const mentions = z
  .array(Mention)
  .refine((list) => list.length <= MENTIONS_PER_POST, { message: 'tooManyMentions' })
  .overwrite((list) => [...new Map(list.map((one) => [`${one.kind} ${one.id}`, one])).values()])
  .optional();

export const Post = z.strictObject({
  threadId: id('thread'),
  clientId,
  body: Body,
  lang,
  /** One's own uploads to this thread, to go with the post. */
  fileIds: z
    .array(id('file'))
    .max(FILES_PER_POST)
    .overwrite((ids) => [...new Set(ids)])
    .optional(),
  /** A post of the same thread that this one answers. */
  quoteId: id('post').optional(),
  mentions,
});

export const OfHeld = z.strictObject({ heldId: id('held') });

export const React = z.strictObject({
  postId: id('post'),
  kind: z.enum(REACTIONS),
  /** Whether the caller's sign shall stand: saying it twice changes nothing. */
  on: z.boolean(),
});

export const Mentionable = z.strictObject({
  threadId: id('thread'),
  /** The beginning or a part of a name, in any of its writings. */
  q: z.string().trim().max(100),
});

export const PostSource = z.strictObject({ postId: id('post') });

export const PostPlace = z.strictObject({ postId: id('post') });

export const EditPost = z.strictObject({
  postId: id('post'),
  body: Body,
  /** When the text was last changed as far as the editor knew; null: never. */
  editedAt: z.iso.datetime().nullable(),
  /** All whom the new text calls; without it, those of the former text that it still names. */
  mentions,
});

/** Paragraphs of a post that are put into another language at once. */
export const BLOCKS_PER_POST = 400;
const blockKey = z.string().regex(/^[0-9a-f]{16}(\.\d{1,4})?$/);

export const TextsBeside = z.strictObject({ postId: id('post'), lang });

export const TranslatePost = z.strictObject({
  postId: id('post'),
  lang,
  /** Puts official names in place of their other spellings in what is written or checked now. */
  officialNames: z.boolean().optional(),
  blocks: z
    .array(
      z.strictObject({
        key: blockKey,
        /** Empty: takes the text away. */
        body: z.string().overwrite(tidy).trim().max(BODY_LIMIT.thread),
        /** The version of the text as the writer saw it; null: there was none. */
        version: z.number().int().min(0).nullable(),
        /** The writer has read both sides and finds the text right as it stands. */
        checked: z.boolean().optional(),
      }),
    )
    .min(1)
    .max(BLOCKS_PER_POST)
    .refine((list) => new Set(list.map((one) => one.key)).size === list.length, {
      message: 'invalid',
    }),
});

export const PostHistory = z.strictObject({ postId: id('post') });

export const Preview = z.strictObject({ threadId: id('thread'), body: Body, mentions });

/** What is being typed: kept as it stands, blank where nothing can be seen of it. */
const unsent = z.string().overwrite((text) => (tidy(text).trim() ? tidy(text) : ''));

/** Made by the writer, for this state of the text. */
const draftVersion = z.uuid();
/** The versions that it may take the place of; another one is of another window. */
const draftsKnown = z.array(z.uuid()).max(50);

export const SaveDraft = z.strictObject({
  threadId: id('thread'),
  /** Empty: nothing is kept any more. */
  body: unsent.max(BODY_LIMIT.thread),
  quoteId: z.uuid().optional(),
  mentions,
  lang,
  version: draftVersion,
  over: draftsKnown,
});

/** All of it empty: nothing is kept any more. */
export const SaveThreadDraft = z.strictObject({
  projectId: id('project'),
  title: unsent.max(TITLE_LIMIT),
  body: unsent.max(BODY_LIMIT.thread),
  tags: z
    .array(unsent.max(TAG_LIMIT))
    .max(TAGS_PER_THREAD)
    .overwrite((list) => list.filter(Boolean)),
  lang,
  version: draftVersion,
  over: draftsKnown,
});

export const DeletePost = z.strictObject({ postId: id('post') });

export const MarkSeen = z.strictObject({ threadId: id('thread'), seq });

export const REASON_LIMIT = 500;
const reason = z.string().overwrite(tidy).trim().max(REASON_LIMIT);
/** The version that the caller saw; another one means that somebody changed it meanwhile. */
const version = z.number().int().min(0);

export const SetState = z.strictObject({
  threadId: id('thread'),
  to: z.enum(THREAD_STATES),
  reason: reason.optional(),
  version,
});
export const RenameThread = z.strictObject({
  threadId: id('thread'),
  title: Title,
  /** All its tags from now on; without it they stay. */
  tags: tags.optional(),
  version,
});
export const OfTag = z.strictObject({
  tag: z.string().min(1).max(100),
  /** Where the page before ended, as it said. */
  after: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT[\d:.]+Z~[0-9a-f-]{36}$/)
    .optional(),
});
export const Tags = z.strictObject({});
export const PinThread = z.strictObject({ threadId: id('thread'), pinned: z.boolean() });
export const LockThread = z.strictObject({
  threadId: id('thread'),
  locked: z.boolean(),
  reason: reason.optional(),
});
export const MoveThread = z.strictObject({
  threadId: id('thread'),
  projectId: id('project'),
  reason: reason.min(1),
  version,
});

/** Seconds between two posts of one person that a thread can be set to. */
export const SLOW_SECONDS = [0, 10, 30, 60, 300, 900, 3600] as const;
export const SlowThread = z.strictObject({
  threadId: id('thread'),
  seconds: z.literal(SLOW_SECONDS),
});

/** Kinds of records that are tied to a thread or a project. */
export const LINK_KINDS = ['event', 'referral', 'library'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];
/** What names a record to be tied: an event's id, a referral's code, a library item's short name. */
export const LinkKey = z.string().trim().min(1).max(120);
export const TieRecord = z.strictObject({
  threadId: id('thread'),
  kind: z.enum(LINK_KINDS),
  key: LinkKey,
});
export const UntieRecord = z.strictObject({ threadId: id('thread'), linkId: z.uuid() });
export const OfProject = z.strictObject({ projectId: id('project') });
export const Spaces = z.strictObject({ eventId: id('event').optional() });
export const ThreadsOfEvent = z.strictObject({ eventId: id('event') });

export const MarkNotice = z.strictObject({ threadId: id('thread'), notice: z.boolean() });
export const OfThread = z.strictObject({ threadId: id('thread') });

export const FOLLOW_LEVELS = ['follow', 'normal', 'mute'] as const;
export type FollowLevel = (typeof FOLLOW_LEVELS)[number];
export const FollowThread = z.strictObject({
  threadId: id('thread'),
  level: z.enum(FOLLOW_LEVELS),
});

export const BookmarkPost = z.strictObject({ postId: id('post'), kept: z.boolean() });
export const ListBookmarks = z.strictObject({
  /** Where the last page ended. */
  before: z.iso.datetime().optional(),
});
export const MarkAllSeen = z.strictObject({
  /** Of one project; of all without it. */
  projectId: id('project').optional(),
});
