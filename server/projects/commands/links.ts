import { command } from '#server/platform/use-case.ts';
import { project, tie, untie } from '#server/discussions/index.ts';
import { enter } from '../entries.ts';
import { AddLink, RemoveLink } from '../schemas.ts';

/**
 * Ties a record to a project. Whoever ties it must see it, and it stays visible to nobody else than
 * before: a referral is not even counted for those who may not see it, nor entered in the timeline.
 */
export const addLink = command('projects.addLink', {
  summary: 'Ties an event, a referral (by its code) or a library item to a project.',
  input: AddLink,
  subject: project.of('projectId'),
  gate: 'project.plan',
  async run({ input, subject, actor, tx, emit }) {
    const { kind } = input;
    const recordId = await tie(tx, actor, 'project_link', subject.id, input);
    if (recordId && kind !== 'referral') {
      await enter(tx, subject.id, 'linked', actor, { kind, recordId });
      await emit({ kind: 'project', id: subject.id }, 'project.changed', {});
    }
    return null;
  },
});

/** Unties a record that one sees. */
export const removeLink = command('projects.removeLink', {
  summary: 'Unties a record from a project.',
  input: RemoveLink,
  subject: project.of('projectId'),
  gate: 'project.plan',
  async run({ input, subject, actor, tx, emit }) {
    const untied = await untie(tx, actor, 'project_link', subject.id, input.linkId);
    if (untied && untied.kind !== 'referral') {
      await enter(tx, subject.id, 'unlinked', actor, { ...untied });
      await emit({ kind: 'project', id: subject.id }, 'project.changed', {});
    }
    return { removed: untied ? 1 : 0 };
  },
});
