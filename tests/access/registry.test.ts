import { describe, expect, test } from 'vitest';
import { capabilities } from '#server/forum.ts';
import { MATRIX } from '#server/platform/access/matrix.ts';
import { anywhere } from '#server/platform/access/access.ts';
import { id } from '#server/platform/ids.ts';
import type { UseCase } from '#server/platform/use-case.ts';
import { command } from '#server/platform/use-case.ts';
import { z } from 'zod';

const all = Object.entries(capabilities).flatMap(([name, capability]) =>
  (capability.useCases as readonly UseCase[]).map((useCase) => ({ capability: name, useCase })),
);

describe('the catalogue of use cases', () => {
  test('every act has its row of the matrix', () => {
    for (const { useCase } of all)
      expect(Object.keys(MATRIX), useCase.name).toContain(useCase.gate);
  });

  test('every act is called after its capability, once', () => {
    for (const { capability, useCase } of all) {
      expect(useCase.name).toMatch(new RegExp(`^${capability}\\.[a-z][A-Za-z]+$`));
    }
    expect(new Set(all.map(({ useCase }) => useCase.name)).size).toBe(all.length);
  });

  test('every input refuses fields it does not know', () => {
    for (const { useCase } of all) {
      const result = useCase.input.safeParse({ __surprise: 1 });
      expect(result.success, useCase.name).toBe(false);
    }
  });

  test('every act that the API offers says what it is for', () => {
    for (const { useCase } of all) {
      if (useCase.doors.includes('api')) expect(useCase.summary, useCase.name).not.toBe('');
    }
  });

  test('an id that rides along undeclared is refused when the act is declared', () => {
    const declare = () =>
      command('test.attach', {
        input: z.strictObject({ fileIds: z.array(id('file')) }),
        subject: anywhere,
        gate: 'thread.post',
        run: async () => null,
      });
    expect(declare).toThrow(/fileIds/);
  });
});
