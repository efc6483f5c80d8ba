import { toolsChanged } from '#server/discussions/index.ts';
import { organisation } from '#server/membership/index.ts';
import { notify } from '#server/notifications/index.ts';
import { audience, sql, type Sql } from '#server/platform/access/access.ts';
import { append } from '#server/platform/channels/log.ts';
import type { Tx } from '#server/platform/database/transaction.ts';

type ResignationNotice =
  | 'resignation.announced'
  | 'resignation.waiting'
  | 'resignation.acknowledged'
  | 'resignation.withdrawn'
  | 'resignation.heldUp'
  | 'resignation.done';

type About = { id: string; orgId: string };

/** The people of the organisation. */
export const itsPeople = ({ orgId }: About): Sql => sql`m.org_id = ${orgId}::uuid`;

/** Those of the secretariat who tend memberships. */
export async function theOffice(tx: Tx, { orgId }: About): Promise<Sql> {
  const row = await organisation.find(tx, orgId);
  return audience('org.tendMembership', organisation, row!);
}

/** Writes a notice that leads to the resignation's page. */
export async function tell(
  tx: Tx,
  about: About,
  type: ResignationNotice,
  to: Sql,
  actorId: string | null,
): Promise<void> {
  await notify(tx, {
    type,
    subject: { kind: 'resignation', id: about.id },
    to,
    actorId,
    except: actorId,
  });
}

/** Pages of the organisation's people and the secretariat's tools show it otherwise from now on. */
export async function resignationChanged(tx: Tx, orgId: string): Promise<void> {
  await append(tx, { kind: 'org', id: orgId }, 'resignation.changed', {});
  await toolsChanged(tx);
}
