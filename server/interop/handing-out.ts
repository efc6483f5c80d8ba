import { createHash } from 'node:crypto';
import type { Bundle } from '@medplum/fhirtypes';
import type { Actor } from '#server/platform/access/actor.ts';
import type { KeyRing } from '#server/platform/crypto/index.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import {
  nameColumns,
  readable,
  type NameColumns,
  type ReferralRow,
} from '#server/referrals/index.ts';
import type { Label } from '#server/referrals/schemas.ts';
import { bundleOf } from './fhir/bundle.ts';
import { plain, type Watermark } from './fhir/making.ts';
import { recordHandedOut } from './exports.ts';
import { wholeParts } from './parts.ts';

type Ground = { tx: Tx; ring: KeyRing; actor: Actor; origin: string };

/** What an export consists of, and by what it can be known again. */
export type Manifest = {
  export: string;
  case: string;
  exportedBy: string;
  organisation: string;
  /** ISO 8601, UTC. */
  exportedAt: string;
  files: { name: string; mediaType: string; byteSize: number; sha256: string }[];
};
export type HandedOut = { bundle: Bundle; text: string; manifest: Manifest };

/** Makes the bundle of an export for its caller, and writes down what left. */
export async function handOut(ground: Ground, row: ReferralRow, id: string): Promise<HandedOut> {
  const { tx, actor, origin } = ground;
  const watermark = await watermarkOf(tx, actor, id);
  const parts = await wholeParts(ground, row);
  const bundle = bundleOf(parts, { origin, at: watermark.at, watermark });
  const text = JSON.stringify(bundle);
  const sha256 = createHash('sha256').update(text).digest('hex');
  await recordHandedOut(tx, id, sha256);
  return {
    bundle,
    text,
    manifest: {
      export: id,
      case: row.code,
      exportedBy: watermark.person.name,
      organisation: plain(watermark.organisation),
      exportedAt: watermark.at,
      files: [
        {
          name: `${row.code.slice(0, 8)}.fhir.json`,
          mediaType: 'application/fhir+json',
          byteSize: Buffer.byteLength(text),
          sha256,
        },
      ],
    },
  };
}

/** Who hands a case out, for whom and when. */
export async function watermarkOf(tx: Tx, actor: Actor, id: string): Promise<Watermark> {
  const [row] = await tx.sql<{ name: NameColumns; organisation: Label }>`
    SELECT ${nameColumns('p')} AS name, o.name AS organisation
      FROM person p JOIN organisation o ON o.id = ${actor.orgId} WHERE p.id = ${actor.personId}`;
  const person = readable(row?.name ?? null, actor.lang) ?? { name: '', lang: 'en' };
  return { id, person, organisation: row?.organisation ?? {}, at: tx.now.toISOString() };
}
