import { Form } from '@remix-run/react';
import { casePath } from '#app/features/referrals/addresses.ts';
import { RouteDialog } from '#app/features/referrals/route-dialog.tsx';
import type { T } from '#app/i18n/use-t.ts';
import { ButtonLink, ErrorSummary, Submit, type FormState } from '#app/ui/index.ts';
import { giveUpVerb, giveUpWords, type OpinionView } from './view.ts';

const FORM = 'give-up-form';

/** Asks once more before a second opinion is declined or taken back, and says what goes with it. */
export function GiveUpDialog({
  of,
  state,
  t,
}: {
  of: OpinionView;
  state: FormState;
  t: T<'opinions'>;
}) {
  const back = casePath(of.code, 'opinion');
  const verb = giveUpVerb(of);
  return (
    <RouteDialog
      id="give-up"
      title={t(`giveUp.ask.${verb}`)}
      closeTo={back}
      acts={
        <>
          <ButtonLink to={back} preventScrollReset>
            {t('giveUp.back')}
          </ButtonLink>
          <Submit form={FORM} tone="danger">
            {t(verb)}
          </Submit>
        </>
      }
    >
      <Form id={FORM} method="post" preventScrollReset>
        <ErrorSummary refused={state.refused} form={FORM} />
        <input type="hidden" name="version" value={of.opinion?.version ?? 0} />
        <p>{t(giveUpWords(of))}</p>
        <p>{t('giveUp.told')}</p>
      </Form>
    </RouteDialog>
  );
}
