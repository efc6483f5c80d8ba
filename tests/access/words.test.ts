import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { capabilities } from '#server/forum.ts';
import { id } from '#server/platform/ids.ts';
import type { UseCase } from '#server/platform/use-case.ts';

/** Where members write to each other; elsewhere the secretariat writes, or a patient's care goes on. */
const WRITTEN_IN = [
  'discussions',
  'decisions',
  'direct',
  'projects',
  'projectFiles',
  'consortia',
] as const;

/** Free texts that bring nobody words: their act, field and why. */
const NO_WORDS: Record<string, string> = {
  'discussions.post mentions': 'names that stand in the body',
  'discussions.editPost mentions': 'names that stand in the body',
  'discussions.saveDraft body': 'a draft is its writer’s alone',
  'discussions.saveDraft mentions': 'a draft is its writer’s alone',
  'discussions.saveThreadDraft title': 'a draft is its writer’s alone',
  'discussions.saveThreadDraft body': 'a draft is its writer’s alone',
  'discussions.saveThreadDraft tags': 'a draft is its writer’s alone',
  'decisions.castVote choice': 'one of the answers of the poll',
  'discussions.tieRecord key': 'names a record that there is',
  'projects.addLink key': 'names a record that there is',
  'consortia.begin programme': 'names a record that there is',
  'consortia.beginFor programme': 'names a record that there is',
};

const acts = WRITTEN_IN.flatMap((name) => capabilities[name].useCases as readonly UseCase[]).filter(
  (useCase) => useCase.type === 'command',
);

describe('whoever is barred from writing', () => {
  test('is asked about every free text of every act among members', () => {
    const forgotten = acts.flatMap((act) =>
      textsOf(act.input)
        .filter((field) => !act.words.includes(field) && !(`${act.name} ${field}` in NO_WORDS))
        .map((field) => `${act.name} ${field}`),
    );
    expect(forgotten).toEqual([]);
  });

  test('no exception is left over', () => {
    const texts = acts.flatMap((act) => textsOf(act.input).map((field) => `${act.name} ${field}`));
    for (const one of Object.keys(NO_WORDS)) expect(texts).toContain(one);
  });

  test('a free text is told from codes, ids and moments, however it is wrapped', () => {
    const Sample = z.strictObject({
      said: z.string().trim().max(10).optional(),
      many: z.array(z.strictObject({ body: z.string().overwrite((text) => text) })),
      labels: z.strictObject({ ja: z.string() }).transform((all) => all),
      code: z.string().regex(/^[a-z]+$/),
      thing: id('post'),
      at: z.iso.datetime().nullable(),
      kind: z.enum(['a', 'b']).default('a'),
      marks: z.record(z.uuid(), z.number()).optional(),
    });
    expect(textsOf(Sample)).toEqual(['said', 'many', 'labels']);
  });
});

/** The fields of an input in which anything can be said. */
function textsOf(input: z.ZodType): string[] {
  const { shape } = input as z.ZodObject;
  return Object.entries(shape).flatMap(([field, node]) => (takesText(node as Node) ? [field] : []));
}

type Node = {
  def: {
    type: string;
    format?: string;
    checks?: { _zod: { def: { format?: string } } }[];
    element?: Node;
    innerType?: Node;
    valueType?: Node;
    in?: Node;
    options?: Node[];
    shape?: Record<string, Node>;
  };
};

function takesText({ def }: Node): boolean {
  if (def.type === 'string') {
    const isCode = def.checks?.some((check) => check._zod.def.format === 'regex') ?? false;
    return def.format === undefined && !isCode;
  }
  const inner = [
    def.element,
    def.innerType,
    def.valueType,
    def.in,
    ...(def.options ?? []),
    ...Object.values(def.shape ?? {}),
  ];
  return inner.some((node) => node !== undefined && takesText(node));
}
