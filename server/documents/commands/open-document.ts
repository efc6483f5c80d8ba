import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { opening } from '#server/referrals/index.ts';
import { document } from '../access.ts';
import { Open } from '../schemas.ts';

type Stored = {
  id: string;
  name: string;
  byteSize: number;
  storageKey: string;
  wrappedKey: Buffer;
};

/** What a door needs to hand a paper out. Its audit row is committed before the first byte leaves. */
export const openDocument = command('documents.open', {
  input: Open,
  subject: document.of('documentId'),
  gate: 'referral.docIdentifying',
  limit: { points: 60, seconds: 60 },
  doors: ['web', 'file'],
  secret: true,
  readsOnly: true,
  async run({ input, subject, actor, tx, services, audit }) {
    const ground = { actor, tx, ring: services.keyRing };
    const { facts } = await opening(ground, subject.owner, input);
    const [file] = await tx.sql<Stored>`
      SELECT f.id, f.name, f.byte_size AS "byteSize", f.storage_key AS "storageKey",
             f.wrapped_key AS "wrappedKey"
        FROM file f WHERE f.id = ${subject.fileId} AND f.owner_kind = 'document' AND f.deleted_at IS NULL`;
    if (!file) throw conflict('DOCUMENT_NOT_READY');
    audit({ class: 'document', ...facts });
    return file;
  },
});
