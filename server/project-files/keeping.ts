import { sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict, invalid } from '#server/platform/errors.ts';

type Upload = { id: string; name: string; mediaType: string };

/** One change of a project's library after the other: names and version numbers are compared. */
export async function oneByOne(tx: Tx, projectId: string): Promise<void> {
  await tx.sql`SELECT pg_advisory_xact_lock(hashtextextended(${`library ${projectId}`}, 0))`;
}

/** The caller's own upload to this project, which no library holds yet. */
export async function takeUpload(
  tx: Tx,
  actor: Actor,
  projectId: string,
  uploadId: string,
): Promise<Upload> {
  const [upload] = await tx.sql<Upload>`
    SELECT f.id, f.name, f.media_type AS "mediaType" FROM file f
     WHERE f.id = ${uploadId} AND f.owner_kind = 'project' AND f.owner_id = ${projectId}
       AND f.uploaded_by = ${actor.personId} AND f.org_id = ${actor.orgId} AND f.deleted_at IS NULL
       AND f.scan <> 'infected'
       AND NOT EXISTS (SELECT 1 FROM project_file_version pv WHERE pv.id = f.id)`;
  if (upload) return upload;
  throw invalid('INVALID_INPUT', undefined, [{ path: 'uploadId', message: 'unknownRecord' }]);
}

type Version = { number: number; note: string | undefined };

export async function writeVersion(
  tx: Tx,
  actor: Actor,
  file: { id: string; name: string },
  upload: Upload,
  { number, note }: Version,
): Promise<void> {
  await tx.sql`
    INSERT INTO project_file_version (id, project_file_id, number, note, person_id, org_id, at)
    VALUES (${upload.id}, ${file.id}, ${number}, ${note || null}, ${actor.personId}, ${actor.orgId}, ${tx.now})`;
  // All versions are handed out under the library's name for them.
  if (upload.name !== file.name) {
    await tx.sql`UPDATE file SET name = ${file.name} WHERE id = ${upload.id}`;
  }
}

/**
 * Makes an upload the next version of a file.
 * @param onNumber the version it was made from; a younger one is FILE_NEWER_VERSION, and the upload stays
 */
export async function nextVersion(
  tx: Tx,
  actor: Actor,
  fileId: string,
  upload: Upload,
  { onNumber, note }: { onNumber: number; note: string | undefined },
): Promise<number> {
  const { rows } = await tx.query<{ name: string; mediaType: string }>(sql`
    SELECT pf.name, f.media_type AS "mediaType" FROM project_file pf
      JOIN project_file_version pv ON pv.project_file_id = pf.id AND pv.number = pf.number
      JOIN file f ON f.id = pv.id WHERE pf.id = ${fileId}`);
  const { name, mediaType } = rows[0]!;
  // A name ends as its kind does: another kind is another file.
  if (mediaType !== upload.mediaType) throw conflict('FILE_OTHER_KIND');
  const [risen] = await tx.sql<{ number: number }>`
    UPDATE project_file SET number = number + 1, version = version + 1
     WHERE id = ${fileId} AND number = ${onNumber} AND deleted_at IS NULL RETURNING number`;
  if (!risen) throw conflict('FILE_NEWER_VERSION');
  await writeVersion(tx, actor, { id: fileId, name }, upload, { number: risen.number, note });
  return risen.number;
}
