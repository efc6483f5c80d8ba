import { liftBars } from '#server/discussions/index.ts';
import { conflict, forbidden } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { report } from '../access.ts';
import { LiftBar } from '../schemas.ts';
import { tellLifted, toolsChanged } from '../telling.ts';

/** Whoever may bar may lift: of two who do so at one moment, one has lifted it. */
export const liftBar = command('moderation.liftBar', {
  summary: 'Lets the author of a reported post write again before the days of the bar are over.',
  input: LiftBar,
  subject: report.of('reportId'),
  gate: 'report.work',
  async run({ input, subject, actor, tx, audit }) {
    if (subject.reporterId === actor.personId) throw forbidden('OWN_REPORT');
    const lifted = await liftBars(tx, {
      personId: subject.authorId,
      liftedBy: actor.personId!,
      reason: input.reason,
    });
    if (!lifted[0]) throw conflict('STATE_CHANGED');
    await tellLifted(tx, lifted[0], subject.authorId);
    await toolsChanged(tx);
    audit({ reports: lifted });
    return null;
  },
});
