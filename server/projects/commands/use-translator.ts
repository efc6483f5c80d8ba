import { project } from '#server/discussions/index.ts';
import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { enter } from '../entries.ts';
import { UseTranslator } from '../schemas.ts';

/** Lets texts of a project's posts be sent to the forum's translation server, or ends that. */
export const useTranslator = command('projects.useTranslator', {
  summary: 'Says whether texts of a project’s posts may be sent to the forum’s translation server.',
  input: UseTranslator,
  subject: project.of('projectId'),
  gate: 'project.write',
  async run({ input: { on }, subject, actor, tx, emit, services, audit }) {
    if (on && !services.translator) throw conflict('NO_TRANSLATOR');
    const changed = await tx.sql`
      UPDATE project SET machine_texts = ${on}, version = version + 1
       WHERE id = ${subject.id} AND machine_texts <> ${on} RETURNING 1`;
    if (changed.length === 0) return null;
    await enter(tx, subject.id, on ? 'translatorOn' : 'translatorOff', actor);
    await emit({ kind: 'project', id: subject.id }, 'project.changed', {});
    audit({ on });
    return null;
  },
});
