import type { Lang } from '#app/i18n/lang.ts';
import type { Answer } from '#server/forum.ts';

export type Capability =
  'discussions' | 'messages' | 'events' | 'meetings' | 'referrals' | 'library' | 'members';

/** An organisation as its mark: the monogram stands where there is no logo. */
export type OrganisationMark = { id: string; name: string; monogram: string; hue: number };

export type NavItem = { key: 'home' | 'moderation' | Capability; href: string; count: number };

/** What the frame around every member page shows; the answer of `account.me`. */
export type ShellData = {
  person: { name: string; reading: string | null; hue: number };
  /** Null for somebody who belongs to no organisation (yet). */
  acting: OrganisationMark | null;
  organisations: OrganisationMark[];
  /** The places open to the acting organisation, each with what waits there. */
  nav: NavItem[];
  /** A few places of the person's own choice, shown under the navigation. */
  pinned: { title: string; href: string }[];
  personId: string;
  /** Lines of the notifications that are unread, as of this place in the person's own channel. */
  unread: number;
  asOfSeq: number;
  maintenance: Answer<'announcements.nextMaintenance'>;
};

export type Theme = 'system' | 'light' | 'dark';

/** The root loader's answer: what every page has at hand. */
export type RootData = {
  lang: Lang;
  timeZone: string;
  demo: boolean;
  theme: Theme;
  railFolded: boolean;
  shell: ShellData | null;
  /** The maintenance that is running or comes next. */
  maintenance: Answer<'announcements.nextMaintenance'>;
  /** Id and version of the coming one that this browser has put away. */
  maintenanceAway: string | null;
};
