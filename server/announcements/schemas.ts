import { z } from 'zod';
import { id } from '#server/platform/ids.ts';

/** Kinds of organisations that an announcement can be for; none chosen is everybody. */
export const AUDIENCE_KINDS = [
  'hospital',
  'society',
  'company',
  'government',
  'partner',
  'facilitator',
] as const;
export type AudienceKind = (typeof AUDIENCE_KINDS)[number];

export const TITLE_LIMIT = 120;
export const BODY_LIMIT = 8000;

/** The clock that from and until are written in; Japan has no daylight saving time. */
export const OFFICE_ZONE = 'Asia/Tokyo';

/** A text by language; the second two may be left out. */
export type Words = { ja: string; en: string; zh?: string; ko?: string };

const words = (most: number) => {
  const needed = z.string().trim().min(1, { error: 'required' }).max(most);
  const more = z
    .string()
    .trim()
    .max(most)
    .optional()
    .transform((text) => text || undefined);
  return z.strictObject({ ja: needed, en: needed, zh: more, ko: more });
};

/** A reading of Japan's clock, `2027-03-12T09:00`. */
const officeTime = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, { error: 'format.datetime' });

/** Made where it is used: schemas that stand in an object of their own would travel to the browser. */
const fields = () => ({
  title: words(TITLE_LIMIT),
  /** Markdown. */
  body: words(BODY_LIMIT),
  important: z.boolean().default(false),
  /** When home shows it. */
  starts: officeTime,
  ends: officeTime,
});

type Written = {
  title: { zh?: string | undefined; ko?: string | undefined };
  body: { zh?: string | undefined; ko?: string | undefined };
  starts: string;
  ends: string;
};

/** Title and text come in the same languages, and the end after the beginning. */
function whole({ title, body, starts, ends }: Written, context: z.RefinementCtx): void {
  for (const lang of ['zh', 'ko'] as const) {
    if (title[lang] && !body[lang]) fault(context, ['body', lang], 'required');
    if (body[lang] && !title[lang]) fault(context, ['title', lang], 'required');
  }
  if (ends <= starts) fault(context, ['ends'], 'endsBeforeStart');
}

function fault(context: z.RefinementCtx, path: string[], message: string): void {
  context.addIssue({ code: 'custom', path, message });
}

export const Publish = z
  .strictObject({
    ...fields(),
    /** Empty: everybody. It does not change once people were told. */
    audience: z.array(z.enum(AUDIENCE_KINDS)).max(AUDIENCE_KINDS.length).default([]),
    /** Made by the form: sent twice, it is published once. */
    clientId: z.uuid(),
  })
  .superRefine(whole);

const announcementId = id('announcement');

export const OfAnnouncement = z.strictObject({ announcementId });
export const Update = z
  .strictObject({ announcementId, version: z.int().min(0), ...fields() })
  .superRefine(whole);
export const Withdraw = z.strictObject({ announcementId, version: z.int().min(0) });
export const PutAway = z.strictObject({
  announcementId,
  /** False shows it on one's home again. */
  away: z.boolean().default(true),
});

export const MAINTENANCE_LIMIT = 300;

/** The forum's own words stand where a language is left out. */
const spoken = () =>
  z
    .string()
    .trim()
    .max(MAINTENANCE_LIMIT)
    .optional()
    .transform((text) => text || undefined);
const maintenanceId = id('maintenance');
const span = () => ({
  words: z.strictObject({ ja: spoken(), en: spoken(), zh: spoken(), ko: spoken() }),
  starts: officeTime,
  ends: officeTime,
});

function endsLater({ starts, ends }: Pick<Written, 'starts' | 'ends'>, context: z.RefinementCtx) {
  if (ends <= starts) fault(context, ['ends'], 'endsBeforeStart');
}

export const AnnounceMaintenance = z
  .strictObject({ ...span(), clientId: z.uuid() })
  .superRefine(endsLater);
export const OfMaintenance = z.strictObject({ maintenanceId });
export const ChangeMaintenance = z
  .strictObject({ maintenanceId, version: z.int().min(0), ...span() })
  .superRefine(endsLater);
export const WithdrawMaintenance = z.strictObject({ maintenanceId, version: z.int().min(0) });
