import { conflict } from '#server/platform/errors.ts';

/** A conversation of two stays one of two: a third person would read what was meant for one. */
export function groupOnly(row: { kind: string; pair: boolean }): void {
  if (row.kind !== 'direct' || row.pair) throw conflict('NOT_A_GROUP');
}
