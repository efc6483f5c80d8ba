import { expect, it } from 'vitest';
import { z } from 'zod';
import { exampleOf, inputFields, type Schema } from './input-fields.ts';

const input = z.strictObject({
  threadId: z.uuid(),
  text: z.string().min(1).max(8000),
  lang: z.enum(['ja', 'en']),
  after: z.number().int().min(0).optional(),
  page: z.number().int().min(1).max(50).default(1),
  note: z.string().nullable(),
  speakers: z.array(z.strictObject({ name: z.string().max(100) })).max(20),
});
const schema = z.toJSONSchema(input, { io: 'input' }) as Schema;

it('every field of an input has its line, those of lists as well', () => {
  expect(inputFields(schema)).toEqual([
    { path: 'threadId', type: 'id', isRequired: true, note: '' },
    { path: 'text', type: 'string', isRequired: true, note: '1–8000 characters' },
    { path: 'lang', type: '"ja" | "en"', isRequired: true, note: '' },
    { path: 'after', type: 'integer', isRequired: false, note: '' },
    { path: 'page', type: 'integer', isRequired: false, note: '1–50; default 1' },
    { path: 'note', type: 'string', isRequired: true, note: '' },
    { path: 'speakers', type: 'object[]', isRequired: true, note: '0–20 items' },
    { path: 'speakers[].name', type: 'string', isRequired: true, note: '0–100 characters' },
  ]);
});

it('an example has what is required, and the schema takes it', () => {
  const example = exampleOf(schema);
  expect(Object.keys(example as object)).toEqual(['threadId', 'text', 'lang', 'note', 'speakers']);
  expect(input.safeParse(example).success).toBe(true);
});
