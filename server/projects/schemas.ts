import { z } from 'zod';
import { LINK_KINDS, LinkKey, PROJECT_PRIVACY } from '#server/discussions/schemas.ts';
import { LANGUAGES } from '#server/platform/access/actor.ts';
import { id } from '#server/platform/ids.ts';
import { HISTORIES, LIST_SORTS, RETENTION_YEARS } from './plain.ts';

export { PROJECT_PRIVACY, type ProjectPrivacy } from '#server/discussions/schemas.ts';

export const MEMBER_PARTS = ['participant', 'observer'] as const;
export const ROSTER_PARTS = ['chair', 'member', 'observer'] as const;
export const REVIEW_PHASES = ['plan', 'do', 'check', 'act'] as const;
export type ReviewPhase = (typeof REVIEW_PHASES)[number];

/** How the quarters of a figure make its year: their sum (people trained), or the newest (a rate). */
export const YEARLY = ['sum', 'last'] as const;
export type Yearly = (typeof YEARLY)[number];

/** A fiscal year (2026: from April 2026), or a quarter of it (2026-Q1: April to June). */
export const PERIOD = /^20\d\d(-Q[1-4])?$/;

export type Label = { ja?: string; en?: string; zh?: string; ko?: string };

// PostgreSQL refuses NUL, and no reader is served by the other control characters.
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
const clean = (text: string) => text.replace(/\r\n?/g, '\n').replace(CONTROLS, '');

const line = (max: number) =>
  z
    .string()
    .overwrite((text) => clean(text).replace(/\s+/g, ' '))
    .trim()
    .max(max);
const prose = (max: number) => z.string().overwrite(clean).trim().max(max);

/** A text in the forum's languages; an empty one takes a language away. */
function words(one: z.ZodType<string>, isNeeded: boolean) {
  const all = z
    .strictObject({
      ja: one.optional(),
      en: one.optional(),
      zh: one.optional(),
      ko: one.optional(),
    })
    .transform(
      (given) => Object.fromEntries(Object.entries(given).filter(([, text]) => text)) as Label,
    );
  return isNeeded ? all.refine((given) => Object.keys(given).length > 0, 'required') : all;
}

const code = z.string().regex(/^[a-z0-9-]{1,60}$/);
const codes = (most: number) =>
  z
    .array(code)
    .max(most)
    .overwrite((all) => [...new Set(all)]);
const day = z.iso.date();
const period = z.string().regex(PERIOD);
const version = z.number().int().min(0);
const amount = z.number().min(-1e12).max(1e12).nullable();

const projectFields = {
  title: words(line(120), true),
  summary: words(prose(1000), true),
  /** In each language a line for each goal. */
  goals: words(prose(2000), false),
  direction: code,
  stage: code,
  countries: z
    .array(z.string().regex(/^[A-Z]{2}$/))
    .max(20)
    .overwrite((all) => [...new Set(all)]),
  fields: codes(17),
  privacy: z.enum(PROJECT_PRIVACY),
};

const ofProject = { projectId: id('project') };

export const Choices = z.strictObject({});
export const CreateProject = z.strictObject({
  ...projectFields,
  /** Who leads it; the secretariat may name another than itself. */
  leadOrgId: id('organisation').optional(),
  /** Made by the form, so that sending it twice makes one project. */
  clientId: z.uuid(),
});
export const UpdateProject = z.strictObject({ ...ofProject, version, ...projectFields });
export const MoveStage = z.strictObject({ ...ofProject, stage: code, version });
export const UseTranslator = z.strictObject({ ...ofProject, on: z.boolean() });
export const SetRetention = z.strictObject({
  ...ofProject,
  /** Null: posts stay until somebody deletes them. */
  years: z.literal(RETENTION_YEARS).nullable(),
});
export const EndProject = z.strictObject({ ...ofProject, ended: z.boolean() });

/** A project by its short name in addresses, or its id. */
export const OneProject = z.strictObject({ project: z.string().min(1).max(100) });

/** A page of public projects. */
export const Digests = z.strictObject({ page: z.int().min(1).max(5000).default(1) });
/** A public project by its short name. */
export const DigestPage = z.strictObject({ project: z.string().min(1).max(100) });

export const AddOrganisation = z
  .strictObject({
    ...ofProject,
    orgId: id('organisation'),
    part: z.enum(MEMBER_PARTS).default('participant'),
    history: z.enum(HISTORIES).default('fromNow'),
    /** For `since`: the first day, in Japan, that it reads. */
    since: day.optional(),
  })
  .refine(({ history, since }) => history !== 'since' || since !== undefined, {
    path: ['since'],
    message: 'required',
  });
export const ShareHistory = z.strictObject({
  ...ofProject,
  orgId: id('organisation'),
  /** The first day, in Japan, that it reads; without it everything. */
  since: day.optional(),
});
export const OneOrganisation = z.strictObject({ ...ofProject, orgId: id('organisation') });
export const Leave = z.strictObject(ofProject);
export const Handovers = z.strictObject({
  /** An organisation by its short name: all it leads and answers for, whether somebody waits for it or not. */
  org: z.string().min(1).max(100).optional(),
});
export const HandOver = z.strictObject({
  fromOrgId: id('organisation'),
  toOrgId: id('organisation'),
  projectIds: z
    .array(id('project'))
    .min(1)
    .max(100)
    .overwrite((ids) => [...new Set(ids)]),
});
export const AddPerson = z.strictObject({
  ...ofProject,
  personId: z.uuid(),
  part: z.enum(ROSTER_PARTS).default('member'),
});
export const RemovePerson = z.strictObject({ ...ofProject, personId: z.uuid() });

export const SaveMilestone = z.strictObject({
  ...ofProject,
  /** None: a new one. */
  milestoneId: z.uuid().optional(),
  version: version.optional(),
  title: words(line(160), true),
  ownerOrgId: id('organisation'),
  plannedOn: day,
  doneOn: day.nullable().default(null),
});
export const SetMilestoneDone = z.strictObject({
  ...ofProject,
  milestoneId: z.uuid(),
  version,
  done: z.boolean(),
});
export const RemoveMilestone = z.strictObject({ ...ofProject, milestoneId: z.uuid() });

export const AddKpi = z.strictObject({
  ...ofProject,
  name: words(line(120), true),
  unit: words(line(30), true),
  moreIsBetter: z.boolean().default(true),
  yearly: z.enum(YEARLY).default('sum'),
});
export const RemoveKpi = z.strictObject({ ...ofProject, kpiId: z.uuid() });
export const RecordKpi = z.strictObject({
  ...ofProject,
  kpiId: z.uuid(),
  period,
  plan: amount,
  actual: amount,
});

export const SaveReview = z.strictObject({
  ...ofProject,
  period,
  phase: z.enum(REVIEW_PHASES),
  body: prose(4000),
  lang: z.enum(LANGUAGES),
  /** What the writer saw; null: nothing was written yet. */
  version: version.nullable(),
});

export const AddLink = z.strictObject({
  ...ofProject,
  kind: z.enum(LINK_KINDS),
  key: LinkKey,
});
export const RemoveLink = z.strictObject({ ...ofProject, linkId: z.uuid() });

export const Filters = z.strictObject({
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  field: code.optional(),
  direction: code.optional(),
  orgId: z.uuid().optional(),
});
export type Filters = z.output<typeof Filters>;

export const ListFilters = z.strictObject({
  ...Filters.omit({ orgId: true }).shape,
  stage: code.optional(),
  leadId: z.uuid().optional(),
  /** Those alone in which the acting organisation takes part. */
  mine: z.literal('yes').optional(),
  state: z.enum(['running', 'ended']).optional(),
  sort: z.enum(LIST_SORTS).default('activity'),
});
export type ListFilters = z.output<typeof ListFilters>;

export const RoadmapFilters = z.strictObject({
  ...Filters.shape,
  stage: code.optional(),
  leadId: z.uuid().optional(),
  /** The fiscal year that plan and actual are of; none: the present one. */
  year: z.number().int().min(2000).max(2099).optional(),
});
export type RoadmapFilters = z.output<typeof RoadmapFilters>;
