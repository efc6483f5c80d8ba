import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { casePath, displayCode, storedCode } from '#app/features/referrals/addresses.ts';
import own from '#app/features/referrals/consent/consent.module.css';
import { ConsentSheet } from '#app/features/referrals/consent/consent-sheet.tsx';
import { ofConsent } from '#app/features/referrals/consent/field-names.ts';
import { filledIn, readTerms } from '#app/features/referrals/consent/read-consent.ts';
import { fieldLabels } from '#app/features/referrals/missing-words.ts';
import { WhyFields } from '#app/features/referrals/open-panel.tsx';
import { useCaseTrail } from '#app/features/referrals/use-case-trail.ts';
import { whyOf } from '#app/features/referrals/why.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT, type T } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import {
  Button,
  EmptyState,
  FormActs,
  formState,
  Notice,
  Page,
  PageHead,
  Panel,
  ShortList,
  Submit,
  type FormState,
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
    return { ...shown, filled: {} };
  }
  const asked = { code, ...readTerms(form), ...whyOf(form) };
  if (text(form, 'then') === 'pdf') {
    await forum.call('documents.makeConsent', asked);
    return redirect(casePath(code, 'documents'));
  }
  const sheet = await forum.call('referrals.consentPaper', asked);
  return { sheet, signer: null, filled: filledIn(form) };
});

export const meta = titled('referrals', (t) => t('consent.paper'));

export default function ConsentPaper() {
  const { code, recorded, shown } = useLoaderData<typeof loader>().data;
  const result = useActionData<typeof action>();
  const state = formState(result);
  const t = useT('referrals');
  const made = result?.ok ? result.data : null;
  const now = made ?? shown;
  const filled = made?.filled ?? ofConsent(state.refused?.values ?? {});
  const sent = Object.keys(filled).length > 0;
  // Asked for without a reason: what was asked comes back, and the reason is asked for here.
  const mustSay = !now && (recorded !== null || state.refused?.code === 'REASON_REQUIRED');
  return (
    <Page width="reading">
      <div className={own.notOnPaper}>
        <PageHead
          trail={useCaseTrail(code)}
          title={t('consent.paper')}
          facts={[displayCode(code)]}
        />
      </div>
      {now && (
        <>
          <div className={own.notOnPaper}>
            {now.signer && <p>{t('consent.signedBy', { name: now.signer })}</p>}
            <Form method="post" className={own.acts}>
              <Filled fields={filled} />
              <Button icon="printer" tone="primary" onClick={() => window.print()}>
                {t('consent.print')}
              </Button>
              {sent && (
                <>
                  <Submit name="then" value="pdf" tone="secondary" icon="file-text">
                    {t('consent.pdf')}
                  </Submit>
                  <Back code={code} filled={filled} t={t} />
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
          <Filled fields={filled} />
          {recorded && <input type="hidden" name="recorded" value={recorded} />}
          <Panel title={t('identity.title')}>
            <p>{t('open.recorded')}</p>
            <WhyFields part="consent" fields={state.refused?.fields ?? {}} t={t} />
          </Panel>
          <FormActs>
            <Submit>{t('consent.paper.show')}</Submit>
            {sent && <Back code={code} filled={filled} t={t} />}
          </FormActs>
        </Form>
      )}
      {!now && !mustSay && state.refused && (
        <Form method="post">
          <Filled fields={filled} />
          <Notice tone="danger" title={state.refused.message}>
            <Faults state={state} t={t} />
          </Notice>
          <FormActs>
            <Back code={code} filled={filled} t={t} />
          </FormActs>
        </Form>
      )}
      {!now && !mustSay && !state.refused && (
        <EmptyState title={t('consent.paper.none')}>{t('consent.paper.hint')}</EmptyState>
      )}
    </Page>
  );
}

type Filling = Record<string, string>;

/** The form that the paper belongs to, carried along. */
function Filled({ fields }: { fields: Filling }) {
  return Object.entries(fields).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
}

/** Leads back to the form as it was filled in. */
function Back({ code, filled, t }: { code: string; filled: Filling; t: T<'referrals'> }) {
  const page =
    filled['from'] === 'edit' ? casePath(code, 'edit', 'consent') : casePath(code, 'consent');
  return (
    <Button type="submit" name="then" value="back" formAction={page} formNoValidate>
      {t('consent.paper.back')}
    </Button>
  );
}

/** What in the form keeps the paper from being made. */
function Faults({ state, t }: { state: FormState; t: T<'referrals'> }) {
  const labels = fieldLabels(state, t);
  return (
    <ShortList
      items={Object.entries(state.refused?.fields ?? {}).map(([name, fault]) => ({
        key: name,
        what: labels[name] ? `${labels[name]}: ${fault}` : fault,
      }))}
    />
  );
}
