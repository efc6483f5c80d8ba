import { noun, sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { LibraryItem, SupportProgramme } from '#server/platform/database/generated/client.ts';
import type { Tx } from '#server/platform/database/transaction.ts';

export type LibraryItemRow = LibraryItem & { programme: SupportProgramme | null };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Something to read: a report, a handbook, a support measure. `public` is for everybody, `members`
 * for whoever acts for an organisation of the forum; what is neither is the secretariat's.
 */
export const libraryItem = noun<LibraryItemRow>('libraryItem', {
  alias: 'l',
  see: 'library.view',
  find: (tx: Tx, key: string) =>
    tx.prisma.libraryItem.findUnique({
      where: UUID.test(key) ? { id: key } : { slug: key },
      include: { programme: true },
    }),
  relations: {
    P: {
      holds: (actor, row) => audiencesOf(actor).includes(row.access),
      rows: (actor) => sql`l.access = ANY (${audiencesOf(actor)})`,
      people: (row) => sql`${row.access === 'public' || row.access === 'members'}::boolean`,
    },
  },
});

function audiencesOf(actor: Actor): string[] {
  return actor.orgId ? ['public', 'members'] : ['public'];
}
