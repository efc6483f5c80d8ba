import type { AuthorView, Label, OrgView } from '#server/discussions/views.ts';
import type { EntryType } from './entries.ts';
import type { MilestoneState } from './periods.ts';
import type { ReviewPhase } from './schemas.ts';

export type { AuthorView, Label, OrgView } from '#server/discussions/views.ts';

export type TermView = { code: string; labels: Label };

export type MilestoneView = {
  id: string;
  title: Label;
  owner: OrgView;
  plannedOn: string;
  doneOn: string | null;
  state: MilestoneState;
  version: number;
};
export type KpiValueView = {
  period: string;
  plan: number | null;
  actual: number | null;
  /** The share of the plan that was reached. */
  share: number | null;
};
export type KpiView = {
  id: string;
  name: Label;
  unit: Label;
  moreIsBetter: boolean;
  values: KpiValueView[];
};
export type ReviewView = {
  period: string;
  phase: ReviewPhase;
  body: string;
  lang: string;
  by: AuthorView;
  at: string;
  version: number;
};
export type EntryView = {
  id: string;
  type: EntryType;
  facts: Record<string, string | number>;
  /** What the facts' ids are called, as far as that still exists. */
  what: Label | null;
  from: Label | null;
  /** Who was put on the roster or taken off it. */
  whom: AuthorView | null;
  by: AuthorView | null;
  org: OrgView | null;
  at: string;
};
