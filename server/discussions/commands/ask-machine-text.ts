import { conflict, invalid } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { post } from '../access.ts';
import { refuseBarred } from '../barring.ts';
import { refuseNewcomer } from '../held/newcomer.ts';
import { machineView, requestMachineText } from '../machine/asking.ts';
import { takesPosts } from '../rules.ts';
import { TextsBeside } from '../schemas.ts';
import { textsOf } from '../translations/texts.ts';

/** Has the paragraphs of a post that have no text in a language put into it by a translation server. */
export const askMachineText = command('discussions.askMachineText', {
  summary:
    'Sends a post to the translation server, where the forum has one and the project uses it; what comes back is marked as unchecked.',
  input: TextsBeside,
  subject: post.of('postId'),
  gate: 'thread.translate',
  limit: { points: 20, seconds: 60 },
  async run({ input: { lang }, subject, actor, tx, services, audit }) {
    if (lang === subject.lang) {
      throw invalid('INVALID_INPUT', undefined, [{ path: 'lang', message: 'sameLanguage' }]);
    }
    if (!takesPosts(subject)) throw conflict('THREAD_CLOSED');
    await refuseBarred(tx, actor.personId!);
    if (subject.projectId !== null) await refuseNewcomer(tx, actor);
    const beside = { postId: subject.id, lang };
    const view = await machineView(tx, services.translator, beside, await textsOf(tx, beside));
    if (!view || view.paragraphs === 0) throw conflict('NO_MACHINE_TEXT');
    await requestMachineText(tx, beside, actor);
    audit({ threadId: subject.threadId, lang, host: view.host });
    return { threadId: subject.threadId, paragraphs: view.paragraphs };
  },
});
