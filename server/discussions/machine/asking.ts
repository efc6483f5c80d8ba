import type { Language } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { enqueue } from '#server/platform/jobs/index.ts';
import { machineQueue } from './filling.ts';
import { lookAt, type Beside, type KeptPart } from './translatable.ts';

type Asked = { postId: string; lang: Language };
type By = { personId: string | null; orgId: string | null };

/** What a page says of a translation server beside a post's texts. */
export type MachineView = {
  host: string;
  /** Paragraphs that it would be asked for. */
  paragraphs: number;
  state: 'ready' | 'waiting' | 'failed' | 'kept';
  /** Why the last request failed. */
  failed: 'unreachable' | 'language' | 'server' | null;
  /** Which part keeps it from being sent anywhere, and by what. */
  kept: KeptPart[];
};

/** What may be asked of the translation server for a post; null where there is none or its space uses none. */
export async function machineView(
  tx: Tx,
  translator: { host: string } | null,
  { postId, lang }: Asked,
  texts: ReadonlyMap<string, Beside>,
): Promise<MachineView | null> {
  const look = translator && (await lookAt(tx, postId, texts));
  if (!look) return null;
  const { host } = translator;
  const { waiting, kept } = look;
  if (kept.length > 0) return { host, paragraphs: 0, state: 'kept', failed: null, kept };
  const [request] = await tx.sql<{ failed: MachineView['failed'] }>`
    SELECT failed FROM machine_text_request WHERE post_id = ${postId} AND lang = ${lang}`;
  return {
    host,
    paragraphs: waiting,
    state: request ? (request.failed ? 'failed' : 'waiting') : 'ready',
    failed: request?.failed ?? null,
    kept,
  };
}

/** Has a post put into a language after the commit. Who asks while it is under way asks for the same. */
export async function requestMachineText(tx: Tx, { postId, lang }: Asked, by: By): Promise<void> {
  const asked = await tx.sql`
    INSERT INTO machine_text_request (post_id, lang, asked_by, org_id, asked_at)
    VALUES (${postId}, ${lang}, ${by.personId}, ${by.orgId}, ${tx.now})
    ON CONFLICT (post_id, lang) DO UPDATE
      SET asked_by = excluded.asked_by, org_id = excluded.org_id, asked_at = excluded.asked_at, failed = NULL
      WHERE machine_text_request.failed IS NOT NULL
    RETURNING 1`;
  if (asked.length > 0) await enqueue(tx, machineQueue, { postId, lang });
}
