import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { transaction, type Database, type Tx } from '#server/platform/database/transaction.ts';
import { threadFiles, type Files, type StoredFile } from '#server/platform/files/index.ts';
import { idOf, orgOf, personOf } from './cast.ts';

/** Files that came with posts of the demo: the post's key, the file under prisma/seed/files, its name. */
const ATTACHED = [
  { post: 'annotation:20', source: 'annotation-criteria.pdf', name: '注釈基準（案）.pdf' },
  { post: 'annotation:20', source: 'agreement-rates.png', name: '一致率の推移.png' },
] as const;

/** Files of a project's library, each version by who brought it how many days ago. */
const LIBRARY = [
  {
    key: 'reading-protocol',
    name: '読影手順書.pdf',
    label: '手順',
    versions: [
      { source: 'reading-protocol-1.pdf', by: 'sato', org: 'aozora', daysAgo: 19, note: '初版' },
      {
        source: 'reading-protocol-2.pdf',
        by: 'tsuji',
        org: 'aoba',
        daysAgo: 4,
        note: '6 mm 未満の扱いを追記',
      },
    ],
  },
  {
    key: 'meeting-notes',
    name: '定例会議 議事メモ.txt',
    label: '議事録',
    versions: [
      {
        text: '定例会議 議事メモ\n\n1. 読影者間の一致率を確認した。\n2. 次回までに基準の第2案を配布する。\n',
        by: 'tsuji',
        org: 'aoba',
        daysAgo: 9,
        note: '',
      },
    ],
  },
] as const;
const LIBRARY_OF = 'thai-ct';

/**
 * Gives posts of a seeded demo their files, through the same door as everybody's: opened, written
 * anew, sealed. Does nothing where a post is gone or has its file already.
 */
export async function seedFiles(database: Database, files: Files): Promise<void> {
  await seedLibrary(database, files);
  for (const { post, source, name } of ATTACHED) {
    const postId = idOf('post', post);
    const isWanted = await transaction(
      database,
      {},
      async (tx) =>
        (
          await tx.sql`SELECT 1 FROM post po WHERE po.id = ${postId} AND po.deleted_at IS NULL
             AND NOT EXISTS (SELECT 1 FROM file f WHERE f.post_id = po.id AND f.name = ${name})`
        ).length === 1,
      { readOnly: true },
    );
    if (!isWanted) continue;
    const bytes = createReadStream(resolve('prisma/seed/files', source));
    const stored = await files.put(bytes, { name, declared: '', allowed: threadFiles });
    await transaction(
      database,
      {},
      (tx) => tx.sql`
        INSERT INTO file (id, owner_kind, owner_id, name, media_type, byte_size, sha256, storage_key, wrapped_key,
                          scan, width, height, pages, uploaded_by, org_id, post_id, created_at)
        SELECT ${stored.id}, 'thread', po.thread_id, ${name}, ${stored.mediaType}, ${stored.byteSize}, ${stored.sha256},
               ${stored.storageKey}, ${stored.wrappedKey}, ${stored.scan}, ${stored.width}, ${stored.height},
               ${stored.pages}, po.author_id, po.org_id, po.id, po.at
          FROM post po WHERE po.id = ${postId}`,
    );
  }
}

/** Gives the demo's library its files. Does nothing where they are, or the project is not. */
async function seedLibrary(database: Database, files: Files): Promise<void> {
  const projectId = idOf('project', LIBRARY_OF);
  for (const { key, name, label, versions } of LIBRARY) {
    const id = idOf('projectFile', key);
    const first = versions[0];
    const begun = await transaction(
      database,
      {},
      (tx) => tx.sql`
        INSERT INTO project_file (id, project_id, name, label, org_id, number, created_at)
        SELECT ${id}, pr.id, ${name}, ${label}, ${orgOf(first.org).id}, ${versions.length}, ${ago(tx, first.daysAgo)}
          FROM project pr WHERE pr.id = ${projectId} ON CONFLICT (id) DO NOTHING RETURNING 1`,
    );
    if (begun.length === 0) continue;
    for (const [index, version] of versions.entries()) {
      const bytes =
        'text' in version
          ? Readable.from([Buffer.from(version.text)])
          : createReadStream(resolve('prisma/seed/files', version.source));
      const stored = await files.put(bytes, { name, declared: '', allowed: threadFiles });
      await transaction(database, {}, (tx) =>
        writeSeedVersion(tx, stored, { id, projectId, number: index + 1, ...version }),
      );
    }
  }
}

type SeedVersion = {
  id: string;
  projectId: string;
  number: number;
  by: string;
  org: string;
  daysAgo: number;
  note: string;
};

async function writeSeedVersion(tx: Tx, stored: StoredFile, version: SeedVersion): Promise<void> {
  const at = ago(tx, version.daysAgo);
  const [personId, orgId] = [personOf(version.by).id, orgOf(version.org).id];
  await tx.sql`
    INSERT INTO file (id, owner_kind, owner_id, name, media_type, byte_size, sha256, storage_key, wrapped_key,
                      scan, width, height, pages, uploaded_by, org_id, created_at)
    VALUES (${stored.id}, 'project', ${version.projectId}, ${stored.name}, ${stored.mediaType}, ${stored.byteSize},
            ${stored.sha256}, ${stored.storageKey}, ${stored.wrappedKey}, ${stored.scan}, ${stored.width},
            ${stored.height}, ${stored.pages}, ${personId}, ${orgId}, ${at})`;
  await tx.sql`
    INSERT INTO project_file_version (id, project_file_id, number, note, person_id, org_id, at)
    VALUES (${stored.id}, ${version.id}, ${version.number}, ${version.note || null}, ${personId}, ${orgId}, ${at})`;
}

const ago = (tx: Tx, days: number) => new Date(tx.now.getTime() - days * 86_400_000);
