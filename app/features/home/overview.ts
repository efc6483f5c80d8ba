import type { OrganisationMark } from '#app/shell/shell-data.ts';
import type { PillTone } from '#app/ui/index.ts';

/** What `home.overview` answers, in the reader's language. `kind` is the capability. */
export type Overview = {
  waiting: {
    kind: string;
    title: string;
    detail: string;
    href: string;
    /** A moment, or words of its own. */
    due?: string | null;
    dueTone?: PillTone | null;
  }[];
  next: { at: string; title: string; detail: string; href: string; kind: string }[];
  figures: { value: string; label: string; note?: string }[];
  /** For the secretariat: files are not scanned for viruses. */
  unscanned: boolean;
  /** The discussions are open to the reader. */
  discusses: boolean;
  others: { org: OrganisationMark; count: number }[];
};
