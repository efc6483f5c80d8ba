import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { casePath, displayCode, storedCode } from '#app/features/referrals/addresses.ts';
import own from '#app/features/referrals/consent/consent.module.css';
import { ConsentSheet } from '#app/features/referrals/consent/consent-sheet.tsx';
import { readTerms, termFields } from '#app/features/referrals/consent/read-consent.ts';
import { WhyFields } from '#app/features/referrals/open-panel.tsx';
import { whyOf } from '#app/features/referrals/why.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import {
  Button,
  EmptyState,
  ErrorSummary,
  FormActs,
  formState,
  Page,
  PageHead,
  Panel,
  Submit,
} from '#app/ui/index.ts';

/** The consent on paper: a recorded one by its version, or one that is about to be signed. */
export const loader = page(['referrals'], async ({ forum, params, url }) => {
  const code = storedCode(params.code);
  const recorded = Number(url.searchParams.get('version')) || null;
  const told = await forum.call('referrals.casePage', { code });
  const asks = told.side !== 'candidate' && told.askReason;
  const consentVersion = recorded ?? 0;
  const shown =
    recorded && !asks
      ? await forum.call('referrals.consentRecord', { code, consentVersion })
      : null;
  return { code, recorded, shown };
});

export const action = act(async ({ forum, form, params }) => {
  const code = storedCode(params.code);
  const consentVersion = Number(text(form, 'recorded'));
  if (consentVersion) {
    const shown = await forum.call('referrals.consentRecord', {
      code,
      consentVersion,
      ...whyOf(form),
    });
    return { ...shown, fields: [] as [string, string][] };
  }
  const asked = { code, ...readTerms(form), ...whyOf(form) };
  if (text(form, 'then') === 'pdf') {
    await forum.call('documents.makeConsent', asked);
    return redirect(casePath(code, 'documents'));
  }
  const sheet = await forum.call('referrals.consentPaper', asked);
  return { sheet, signer: null, fields: termFields(form) };
});

export const meta = titled('referrals', (t) => t('consent.paper'));

export default function ConsentPaper() {
  const { code, recorded, shown } = useLoaderData<typeof loader>().data;
  const result = useActionData<typeof action>();
  const state = formState(result);
  const t = useT('referrals');
  const made = result?.ok ? result.data : null;
  const now = made ?? shown;
  // Asked for without a reason: what was asked comes back, and the reason is asked for here.
  const asked = Object.entries(state.refused?.values ?? {});
  const mustSay = !now && (recorded !== null || asked.length > 0);
  return (
    <Page width="reading">
      <div className={own.notOnPaper}>
        <PageHead
          trail={[
            { label: t('title'), to: '/referrals' },
            { label: displayCode(code), to: casePath(code) },
          ]}
          title={t('consent.paper')}
          facts={[displayCode(code)]}
        />
        {state.refused && state.refused.code !== 'REASON_REQUIRED' && (
          <ErrorSummary refused={state.refused} />
        )}
      </div>
      {now && (
        <>
          <div className={own.notOnPaper}>
            {now.signer && <p>{t('consent.signedBy', { name: now.signer })}</p>}
            <Form method="post" className={own.acts}>
              <Button icon="printer" tone="primary" onClick={() => window.print()}>
                {t('consent.print')}
              </Button>
              {made && !recorded && (
                <>
                  {made.fields.map(([name, value]) => (
                    <input key={name} type="hidden" name={name} value={value} />
                  ))}
                  <Submit name="then" value="pdf" tone="secondary" icon="file-text">
                    {t('consent.pdf')}
                  </Submit>
                </>
              )}
            </Form>
          </div>
          <ConsentSheet
            sheet={now.sheet}
            yes={t('consent.agreed.yes')}
            no={t('consent.agreed.no')}
          />
        </>
      )}
      {mustSay && (
        <Form method="post">
          {asked
            .filter(([name]) => name !== 'reason' && name !== 'words')
            .map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
          {recorded && <input type="hidden" name="recorded" value={recorded} />}
          <Panel title={t('identity.title')}>
            <p>{t('open.recorded')}</p>
            <WhyFields part="consent" fields={state.refused?.fields ?? {}} t={t} />
          </Panel>
          <FormActs>
            <Submit>{t('consent.paper.show')}</Submit>
          </FormActs>
        </Form>
      )}
      {!now && !mustSay && (
        <EmptyState title={t('consent.paper.none')}>{t('consent.paper.hint')}</EmptyState>
      )}
    </Page>
  );
}
