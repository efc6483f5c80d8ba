import type { ReactionKind } from '#server/discussions/schemas.ts';
import type { Lang, Name, Text } from '../cast/shape.ts';

/** The same words in a second language, and how far they are to be trusted. */
export type SecondText = {
  lang: Lang;
  text: string;
  state: 'machine' | 'checked' | 'stale';
  /** Of paragraphs that stand otherwise than the whole; none: nobody has put it into this language. */
  blocks?: Readonly<Record<number, SecondText['state'] | 'none'>>;
  /** What a paragraph with a stale text said before, by its number. */
  was?: Readonly<Record<number, string>>;
  /** Who checked it. */
  by?: string;
};

export type SeedPost = {
  by: string;
  /** The organisation acted for, when it is not the person's first. */
  as?: string;
  /** Working days before today, and the time in Japan. */
  on: number;
  at: string;
  lang: Lang;
  text: string;
  also?: SecondText;
  edited?: true;
  /** People by the sign they answered with. */
  reactions?: Partial<Record<ReactionKind, readonly string[]>>;
  /** People that the text calls, by how it writes them: `@林`. */
  calls?: Readonly<Record<string, string>>;
};

/** A question to the organisations, which stands at the end of its thread and is still open. */
export type SeedPoll = {
  by: string;
  on: number;
  at: string;
  question: string;
  /** Working days from today. */
  closes: number;
  votes: Readonly<Record<string, { by: string; choice: 'consent' | 'objection'; reason?: string }>>;
};

export type SeedThread = {
  key: string;
  kind: 'thread' | 'chat';
  state: 'open' | 'onHold' | 'decided' | 'closed';
  title: string;
  lang: Lang;
  titleAlso?: { lang: Lang; text: string };
  /** How many of the newest posts these people have not read; everybody else has read all. */
  unread: Readonly<Record<string, number>>;
  posts: readonly SeedPost[];
  poll?: SeedPoll;
  tags?: readonly string[];
  /** The event that it is about, by its key: whoever opened it tied it at the end of its posts. */
  event?: string;
};

/** What a project wants to reach and how far it is. Days are working days before or after today. */
export type SeedPlan = {
  goals: Text;
  milestones: readonly {
    key: string;
    title: Text;
    owner: string;
    planned: number;
    done?: number;
  }[];
  kpis: readonly {
    key: string;
    name: Text;
    unit: Text;
    moreIsBetter?: false;
    /** A rate: its newest quarter is the year's. */
    yearly?: 'last';
    /** By quarters before the present one; plan and actual. */
    values: Readonly<Record<number, readonly [number, number | null]>>;
  }[];
  /** Records of the library and events that belong to it, by their keys. */
  links?: { library?: readonly string[]; events?: readonly string[] };
  reviews: readonly {
    phase: 'plan' | 'do' | 'check' | 'act';
    ago: number;
    by: string;
    lang: Lang;
    text: string;
  }[];
};

export type SeedProject = {
  key: string;
  title: Name;
  summary: Text;
  /** Ids of the vocabularies. */
  direction: string;
  stage: string;
  fields: readonly string[];
  countries: readonly string[];
  privacy: 'public' | 'members' | 'invited';
  lead: string;
  participants: readonly string[];
  /** Organisations that took part and have left, by how many months ago. */
  former?: Readonly<Record<string, number>>;
  sinceMonths: number;
  plan?: SeedPlan;
  threads: readonly SeedThread[];
};
