import { Form, Link, useSubmit } from '@remix-run/react';
import { useRef } from 'react';
import type { Answer } from '#server/forum.ts';
import { nameFor } from '#app/features/discussions/names.ts';
import { initialOf } from '#app/features/discussions/post-row.tsx';
import { label } from '#app/i18n/label.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { Button, Field, Icon, Monogram, TextInput } from '#app/ui/index.ts';
import styles from './direct.module.css';

export type PickerData = Answer<'direct.contacts'>;

const TYPING_PAUSE_MS = 250;

/**
 * Chooses people one may write to. The choice is the page's address, so that it works without scripts,
 * comes back with the back button, and is read again with every letter where scripts run.
 */
export function PeoplePicker({ data, q, most }: { data: PickerData; q: string; most: number }) {
  const t = useT('direct');
  const lang = useLang();
  const submit = useSubmit();
  const form = useRef<HTMLFormElement>(null);
  const pause = useRef<ReturnType<typeof setTimeout>>();
  const chosenIds = data.chosen.map((one) => one.id);
  const inList = new Set(data.found.map((one) => one.id));
  const full = chosenIds.length >= most;
  const again = () => submit(form.current, { replace: true, preventScrollReset: true });

  return (
    <div className={styles.picker}>
      <div>
        <h2>{t('to')}</h2>
        <ul role="list" className={styles.chosen} aria-label={t('to')}>
          {data.chosen.length === 0 && <li className={styles.none}>{t('chosen.none')}</li>}
          {data.chosen.map((person) => {
            const name = nameFor(person, lang);
            return (
              <li key={person.id}>
                <span lang={name.lang}>{name.text}</span>
                {person.blocked && <small>{t('chosen.blocked')}</small>}
                <Link
                  to={`?${queryOf(
                    q,
                    chosenIds.filter((id) => id !== person.id),
                  )}`}
                  replace
                  preventScrollReset
                  aria-label={t('chosen.remove', { name: name.text })}
                  onClick={() => form.current?.querySelector<HTMLElement>('[name=q]')?.focus()}
                >
                  <Icon name="x" size={14} />
                </Link>
              </li>
            );
          })}
        </ul>
      </div>
      <Form
        ref={form}
        method="get"
        role="search"
        aria-label={t('choose')}
        className={styles.picker}
        preventScrollReset
      >
        {data.chosen
          .filter((one) => !inList.has(one.id))
          .map((one) => (
            <input key={one.id} type="hidden" name="to" value={one.id} />
          ))}
        <div className={styles.search}>
          <Field label={t('find')} name="q" hint={t('find.hint')}>
            {(control) => (
              <TextInput
                {...control}
                type="search"
                required={false}
                defaultValue={q}
                autoComplete="off"
                maxLength={100}
                onChange={() => {
                  clearTimeout(pause.current);
                  pause.current = setTimeout(again, TYPING_PAUSE_MS);
                }}
              />
            )}
          </Field>
          <Button type="submit">{t('find.act')}</Button>
        </div>
        <p role="status" className={styles.none}>
          {data.found.length === 0 ? t('find.none') : t('find.found', { count: data.found.length })}
          {data.more && ` ${t('find.more')}`}
        </p>
        {data.found.length > 0 && (
          <fieldset className={styles.found}>
            <legend>{t('choose')}</legend>
            {data.found.map((person) => {
              const name = nameFor(person, lang);
              const isChosen = chosenIds.includes(person.id);
              return (
                <label key={person.id}>
                  <input
                    key={String(isChosen)}
                    type="checkbox"
                    name="to"
                    value={person.id}
                    defaultChecked={isChosen}
                    disabled={full && !isChosen}
                    onChange={again}
                  />
                  <Monogram
                    text={initialOf(name.text)}
                    hue={person.org?.hue ?? person.hue}
                    size={32}
                    round
                  />
                  <span>
                    <strong lang={name.lang}>{name.text}</strong>
                    <small>
                      {[
                        lang === 'ja' ? person.reading : null,
                        label(person.org?.name, lang),
                        label(person.title, lang),
                      ]
                        .filter(Boolean)
                        .join(' · ')}
                    </small>
                  </span>
                </label>
              );
            })}
          </fieldset>
        )}
        {full && <p className={styles.none}>{t('limit')}</p>}
        <noscript>
          <Button type="submit">{t('choose.done')}</Button>
        </noscript>
      </Form>
    </div>
  );
}

function queryOf(q: string, to: readonly string[]): string {
  return new URLSearchParams([...(q ? [['q', q]] : []), ...to.map((id) => ['to', id])]).toString();
}
