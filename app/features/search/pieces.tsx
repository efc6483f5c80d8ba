import { Fragment } from 'react';
import type { Answer } from '#server/forum.ts';

export type Piece = Answer<'search.instant'>['hits'][number]['title'][number];

/** Text with what was looked for marked. */
export function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map(({ text, hit }, i) =>
    hit ? <mark key={i}>{text}</mark> : <Fragment key={i}>{text}</Fragment>,
  );
}
