import { redirect } from '@remix-run/node';
import { useActionData, useParams, useRouteLoaderData } from '@remix-run/react';
import { casePath, storedCode } from '#app/features/referrals/addresses.ts';
import styles from '#app/features/referrals/referrals.module.css';
import { WordsDialog } from '#app/features/referrals/words-dialog.tsx';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import { formState } from '#app/ui/index.ts';
import type { loader as caseLoader } from './case.tsx';

export const loader = page([], () => null);

export const action = act(async ({ forum, form, params }) => {
  const code = storedCode(params.code);
  const shareAs = text(form, 'shareAs');
  await forum.call('referrals.answerQuestion', {
    code,
    questionId: params.questionId ?? '',
    answer: text(form, 'answer'),
    ...(shareAs ? { shareAs } : {}),
  });
  return redirect(casePath(code));
});

export default function AnswerQuestion() {
  const of = useRouteLoaderData<typeof caseLoader>('routes/referrals/case')?.data;
  const { questionId } = useParams();
  const state = formState(useActionData<typeof action>());
  const t = useT('referrals');
  const question = of?.questions.find(({ id }) => id === questionId);
  if (!of || !question) return null;
  const toHospital = question.from === 'hospital';
  return (
    <WordsDialog
      id="answer"
      title={t('replying.title')}
      back={casePath(of.meta.code)}
      verb={t('replying.send')}
      fields={[
        {
          name: 'answer',
          label: t('replying.answer'),
          ...(toHospital && { hint: t('replying.hospital.hint') }),
        },
        ...(toHospital && of.side === 'officer'
          ? [
              {
                name: 'shareAs',
                label: t('replying.shareAs'),
                hint: t('replying.shareAs.hint'),
                optional: true,
              },
            ]
          : []),
      ]}
      hidden={{}}
      state={state}
      t={t}
    >
      <blockquote className={styles.reply}>
        <p className={styles.words}>{question.text}</p>
      </blockquote>
    </WordsDialog>
  );
}
