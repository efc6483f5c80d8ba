import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import styles from '#app/features/account/account.module.css';
import { savedAt, SettingsPage } from '#app/features/account/settings-page.tsx';
import { timeZoneOptions } from '#app/features/account/time-zones.ts';
import { PresenceChoice } from '#app/features/presence/presence-choice.tsx';
import { LANGS, LANG_NAMES, LANG_TAGS, isLang } from '#app/i18n/lang.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import {
  ErrorSummary,
  Field,
  formState,
  FormActs,
  FormStack,
  Select,
  Submit,
  TextInput,
} from '#app/ui/index.ts';

export const loader = page(['settings', 'presence'], async ({ forum, context }) => {
  const profile = await forum.call('account.profile', {});
  const { hidden } = await forum.call('presence.own', {});
  return { profile, hidden, timeZones: timeZoneOptions(context.lang, profile.timeZone) };
});

export const meta = titled('settings', (t) => `${t('tab.profile')} · ${t('title')}`);

export const action = act(async ({ forum, actor, form }) => {
  const lang = text(form, 'lang');
  await forum.call('account.updateProfile', {
    familyName: text(form, 'familyName'),
    givenName: text(form, 'givenName'),
    familyReading: text(form, 'familyReading'),
    givenReading: text(form, 'givenReading'),
    latinName: text(form, 'latinName'),
    lang: isLang(lang) ? lang : actor.lang,
    timeZone: text(form, 'timeZone'),
  });
  return redirect(savedAt('/settings', 'profile'));
});

export default function ProfileSettings() {
  const { profile, hidden, timeZones } = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  const t = useT('settings');
  const line = (
    name: 'familyName' | 'givenName' | 'familyReading' | 'givenReading' | 'latinName',
    more: { optional?: boolean; hint?: string; lang?: string; autoComplete?: string } = {},
  ) => (
    <Field
      label={t(`profile.${name}`)}
      name={name}
      error={state.error(name)}
      {...(more.optional && { optional: true })}
      {...(more.hint && { hint: more.hint })}
    >
      {(control) => (
        <TextInput
          {...control}
          defaultValue={state.value(name, profile[name] ?? '')}
          maxLength={name === 'latinName' ? 200 : 100}
          lang={more.lang}
          autoComplete={more.autoComplete}
        />
      )}
    </Field>
  );
  const labels = Object.fromEntries(
    (
      [
        'familyName',
        'givenName',
        'familyReading',
        'givenReading',
        'latinName',
        'lang',
        'timeZone',
      ] as const
    ).map((name) => [name, t(`profile.${name}`)]),
  );
  return (
    <SettingsPage>
      <Form method="post" className={styles.sections}>
        <ErrorSummary refused={state.refused} labels={labels} />
        <section className={styles.section}>
          <header>
            <h2>{t('profile.name')}</h2>
            <p className={styles.lead}>{t('profile.lead')}</p>
          </header>
          <FormStack>
            <div className={styles.two}>
              {line('familyName', { autoComplete: 'family-name' })}
              {line('givenName', { autoComplete: 'given-name' })}
            </div>
            <div className={styles.two}>
              {line('familyReading', { optional: true, lang: 'ja' })}
              {line('givenReading', { optional: true, lang: 'ja' })}
            </div>
            <p className={styles.lead}>{t('profile.readingHint')}</p>
            {line('latinName', { optional: true, hint: t('profile.latinHint'), lang: 'en' })}
            <Field label={t('profile.email')} name="email" hint={t('profile.emailHint')}>
              {({ required: _fixed, ...control }) => (
                <TextInput {...control} type="email" readOnly defaultValue={profile.email} />
              )}
            </Field>
          </FormStack>
        </section>
        <section className={styles.section}>
          <h2>{t('profile.display')}</h2>
          <FormStack>
            <Field
              label={t('profile.lang')}
              name="lang"
              hint={t('profile.langHint')}
              error={state.error('lang')}
            >
              {(control) => (
                <Select
                  {...control}
                  defaultValue={state.value('lang', profile.lang)}
                  options={LANGS.map((lang) => ({
                    value: lang,
                    label: LANG_NAMES[lang],
                    lang: LANG_TAGS[lang],
                  }))}
                />
              )}
            </Field>
            <Field
              label={t('profile.timeZone')}
              name="timeZone"
              hint={t('profile.timeZoneHint')}
              error={state.error('timeZone')}
            >
              {(control) => (
                <Select
                  {...control}
                  defaultValue={state.value('timeZone', profile.timeZone)}
                  options={timeZones}
                />
              )}
            </Field>
          </FormStack>
        </section>
        <FormActs>
          <Submit>{t('profile.submit')}</Submit>
        </FormActs>
      </Form>
      <PresenceChoice hidden={hidden} />
    </SettingsPage>
  );
}
