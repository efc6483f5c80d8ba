import { useLoaderData } from '@remix-run/react';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { actAddress } from '#app/features/discussions/addresses.ts';
import { tieDay, TieLine, tieName } from '#app/features/discussions/thread-ties.tsx';
import styles from '#app/features/discussions/thread-ties.module.css';
import { threadCrumb } from '#app/features/discussions/titles.ts';
import { VerbForm } from '#app/features/events/verb-form.tsx';
import { foreignIn, label } from '#app/i18n/label.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT, type T } from '#app/i18n/use-t.ts';
import { notFound, page } from '#app/page.ts';
import { Field, Page, PageHead, Select, TextInput } from '#app/ui/index.ts';

export const loader = page(['discussions', 'threads'], async ({ forum, params }) => {
  const ties = await forum.call('discussions.threadTies', { threadId: idIn(params['threadId']) });
  if (!ties.possible) throw notFound();
  return ties;
});

type Data = Awaited<ReturnType<typeof loader>>['data'];

export const meta = titled<'threads', Data>('threads', (t) => t('ties.title'));

/** Ties events, library items and, for those who may see one, a referral to a thread. */
export default function ThreadTiesPage() {
  const data = useLoaderData<typeof loader>().data;
  const t = useT('threads');
  const lang = useLang();
  const format = useFormat();
  const act = actAddress(data.id);
  const named = (list: Data['events']) =>
    list.map(({ key, title, on }) => ({
      value: key,
      label: [label(title, lang), tieDay(on, format)].filter(Boolean).join(' · '),
      lang: foreignIn(title, lang),
    }));
  return (
    <Page width="reading">
      <PageHead trail={[threadCrumb(data, lang)]} title={t('ties.title')} />
      <div className={styles.sections}>
        <p>{t('ties.note')}</p>
        <section aria-labelledby="now">
          <h2 id="now">{t('ties.now')}</h2>
          {data.links.length === 0 ? (
            <p>{t('ties.none')}</p>
          ) : (
            <ul role="list" className={styles.now}>
              {data.links.map((one) => (
                <li key={one.id}>
                  <span className={styles.what}>
                    <TieLine of={one} t={t} lang={lang} format={format} />
                  </span>
                  <VerbForm
                    action={act}
                    fields={{ act: 'untie', linkId: one.id }}
                    tone="quiet"
                    small
                    aria-label={t('ties.untieThis', { what: tieName(one, lang) })}
                  >
                    {t('ties.untie')}
                  </VerbForm>
                </li>
              ))}
            </ul>
          )}
        </section>
        <div className={styles.add}>
          <Add kind="event" options={named(data.events)} act={act} t={t} />
          <Add kind="library" options={named(data.items)} act={act} t={t} />
          {data.may.tieReferral && <Add kind="referral" act={act} t={t} />}
        </div>
      </div>
    </Page>
  );
}

const SUBMITS = { event: 'tieEvent', library: 'tieLibrary', referral: 'tieReferral' } as const;

function Add({
  kind,
  options,
  act,
  t,
}: {
  kind: keyof typeof SUBMITS;
  /** What can be chosen; without it, its code is written. */
  options?: { value: string; label: string }[];
  act: string;
  t: T<'threads'>;
}) {
  if (options?.length === 0) return null;
  return (
    <VerbForm
      action={act}
      fields={{ act: 'tie', kind }}
      before={
        <Field
          label={t(`ties.${kind}`)}
          name="key"
          form={kind}
          hint={kind === 'referral' ? t('ties.referralHint') : undefined}
        >
          {(control) =>
            options ? (
              <Select
                // What was tied is no longer among the choices, and the field is empty again.
                key={options.map(({ value }) => value).join()}
                {...control}
                placeholder={t('ties.choose')}
                options={options}
              />
            ) : (
              <TextInput {...control} inputSize="short" maxLength={20} autoComplete="off" />
            )
          }
        </Field>
      }
    >
      {t(`ties.${SUBMITS[kind]}`)}
    </VerbForm>
  );
}
