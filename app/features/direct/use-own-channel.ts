import { useMemo } from 'react';
import { useRefresh } from '#app/features/discussions/use-refresh.ts';

/** Reads the page again when something is written to this person, wherever it was written. */
export function useOwnChannel({ personId, asOfSeq }: { personId: string; asOfSeq: number }) {
  useRefresh(
    useMemo(
      () => [{ channel: { kind: 'person' as const, id: personId }, asOfSeq }],
      [personId, asOfSeq],
    ),
  );
}
