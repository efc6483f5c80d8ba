import { sql } from '#server/platform/access/access.ts';
import type { ScanState } from '#server/platform/files/index.ts';
import type { Label } from '#server/referrals/schemas.ts';
import type { PaperKind } from './plain.ts';

export type PaperColumns = {
  id: string;
  kind: PaperKind;
  mediaType: string;
  byteSize: number;
  pages: number | null;
  width: number | null;
  height: number | null;
  scan: ScanState;
  /** The version of the consent of which it is the signed paper. */
  consentVersion: number | null;
  broughtAt: Date;
  releasedAt: Date | null;
  org: Label;
};

/** Of `case_paper cp`, its file `f` and the organisation `o` that brought it. */
export const PAPER_COLUMNS = sql`cp.id, cp.kind, cp.brought_at AS "broughtAt", cp.released_at AS "releasedAt",
  f.media_type AS "mediaType", f.byte_size AS "byteSize", f.pages, f.width, f.height, f.scan, o.short_name AS org,
  (SELECT c.version FROM consent c WHERE c.id = cp.consent_id) AS "consentVersion"`;
