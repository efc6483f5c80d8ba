import { project, thoseTakingPart } from '#server/discussions/index.ts';
import { notify } from '#server/notifications/index.ts';
import { command } from '#server/platform/use-case.ts';
import { enter } from '../entries.ts';
import { SetRetention } from '../schemas.ts';

/** Those who take part have so many days to save what they need before anything goes. */
const NOTICE_DAYS = 30;

/**
 * Says after how many years the posts of a space are removed (`expirePosts`), or that they stay.
 * Whoever takes part is told 30 days before anything goes, also where the years are changed.
 */
export const setRetention = command('projects.setRetention', {
  summary:
    'Says after how many years the posts of a project’s space are removed, or that they stay.',
  input: SetRetention,
  subject: project.of('projectId'),
  gate: 'project.setRetention',
  async run({ input: { years }, subject, actor, tx, emit, audit }) {
    const [changed] = await tx.sql<{ from: Date | null }>`
      UPDATE project SET retention_years = ${years}::smallint, version = version + 1,
             retention_from = CASE WHEN ${years}::smallint IS NOT NULL
               THEN ${tx.now}::timestamptz + make_interval(days => ${NOTICE_DAYS}) END
       WHERE id = ${subject.id} AND retention_years IS DISTINCT FROM ${years}::smallint
      RETURNING retention_from AS "from"`;
    if (!changed) return null;
    if (years === null) await enter(tx, subject.id, 'retentionLifted', actor);
    else await enter(tx, subject.id, 'retentionSet', actor, { years });
    await notify(tx, {
      type: years === null ? 'project.retentionLifted' : 'project.retentionSet',
      subject: { kind: 'project', id: subject.id },
      to: thoseTakingPart(subject),
      except: actor.personId,
      actorId: actor.personId,
    });
    await emit({ kind: 'project', id: subject.id }, 'project.changed', {});
    audit({ years });
    return null;
  },
});
