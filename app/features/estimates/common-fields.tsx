import type { VersionView } from './view.ts';

/** What every form of the page says: which version, as it was read, and what to do. */
export function Common({ shown, act }: { shown: VersionView; act: string }) {
  return (
    <>
      <input type="hidden" name="act" value={act} />
      <input type="hidden" name="estimateId" value={shown.id} />
      <input type="hidden" name="version" value={shown.version} />
    </>
  );
}
