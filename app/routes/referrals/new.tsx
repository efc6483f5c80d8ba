import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { casePath } from '#app/features/referrals/addresses.ts';
import { countryOptions, languageOptions, termOptions } from '#app/features/referrals/edit-data.ts';
import { STEPS } from '#app/features/referrals/missing-words.ts';
import { Precheck } from '#app/features/referrals/intake/precheck.tsx';
import styles from '#app/features/referrals/referrals.module.css';
import { useCaseTrail } from '#app/features/referrals/use-case-trail.ts';
import { labelled } from '#app/i18n/label.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import {
  ErrorSummary,
  Field,
  formState,
  FormStack,
  Page,
  PageHead,
  Panel,
  Select,
  Submit,
} from '#app/ui/index.ts';

export const loader = page(['referrals'], async (args) => {
  const { forum, url, context } = args;
  const { own, partners } = await forum.call('referrals.senders', {});
  const { specialties } = await termOptions(args, context.lang);
  const value = (name: string) => url.searchParams.get(name) ?? '';
  const asked = {
    specialty: value('specialty'),
    country: value('country') as 'MN',
    language: value('language') as 'mn',
  };
  return {
    own,
    partners: partners.map(({ id, name }) => ({ value: id, ...labelled(name, context.lang) })),
    options: {
      specialties,
      countries: countryOptions(context.lang),
      languages: languageOptions(context.lang),
    },
    asked,
    found: asked.specialty ? await forum.call('referrals.precheck', asked) : null,
  };
});

export const action = act(async ({ forum, form }) => {
  const partnerOrgId = text(form, 'partnerOrgId');
  const { code } = await forum.call('referrals.createDraft', partnerOrgId ? { partnerOrgId } : {});
  return redirect(casePath(code, 'edit', 'patient'));
});

export const meta = titled('referrals', (t) => t('new.title'));

export default function NewCase() {
  const { own, partners, options, asked, found } = useLoaderData<typeof loader>().data;
  const t = useT('referrals');
  const state = formState(useActionData<typeof action>());
  return (
    <Page width="reading">
      <PageHead trail={useCaseTrail()} title={t('new.title')} />
      <ErrorSummary refused={state.refused} />
      <Precheck options={options} asked={asked} found={found} t={t} />
      <Panel title={t('new.before')}>
        <p>{t('new.lead')}</p>
        <ul className={styles.consequences}>
          {STEPS.map((step) => (
            <li key={step}>
              <strong>{t(`step.${step}`)}</strong> {t(`new.${step}`)}
            </li>
          ))}
        </ul>
        <p className={styles.hint}>{t('edit.safety.text')}</p>
        <Form method="post">
          <FormStack>
            {!own && (
              <Field
                label={t('new.partner')}
                name="partnerOrgId"
                hint={t('new.partner.hint')}
                error={state.error('partnerOrgId')}
              >
                {(control) => (
                  <Select
                    {...control}
                    required
                    options={partners}
                    placeholder={t('open.choose')}
                    defaultValue={state.value('partnerOrgId')}
                  />
                )}
              </Field>
            )}
            <div>
              <Submit>{t('new.begin')}</Submit>
            </div>
          </FormStack>
        </Form>
      </Panel>
    </Page>
  );
}
