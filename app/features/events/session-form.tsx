import { Form } from '@remix-run/react';
import { LANGS } from '#app/i18n/lang.ts';
import { label } from '#app/i18n/label.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import type { T } from '#app/i18n/use-t.ts';
import { Checkbox, ErrorSummary, Field, Notice, Select, Submit, TextInput } from '#app/ui/index.ts';
import { later, type EditData, type EditSession } from './edit-data.ts';
import styles from './edit.module.css';
import type { Faults } from './form-faults.ts';
import { InterpretationLines, SpeakerLines } from './session-lines.tsx';
import { tongue } from './tongues.ts';
import { WordFields } from './word-fields.tsx';

export type SessionChoices = {
  sessionKinds: readonly string[];
  parts: readonly string[];
  modes: readonly string[];
  tongues: readonly string[];
};

/** Languages in sight; the others behind a fold. */
const NEAR = 6;

export type SessionFormProps = {
  event: EditData;
  /** The session as it is now; none while it is new. */
  session?: EditSession | undefined;
  choices: SessionChoices;
  faults: Faults;
  format: Format;
  t: T<'events'>;
};

/** One session: what, where, when, in which languages, and who speaks. */
export function SessionForm({ event, session, choices, faults, format, t }: SessionFormProps) {
  const starts = session?.starts ?? event.sessions.at(-1)?.ends ?? event.starts;
  const times = { starts, ends: session?.ends ?? later(starts, 30) };
  return (
    <Form method="post" className={styles.form} id="session">
      <ErrorSummary
        refused={faults.refused}
        form="f"
        labels={{
          starts: t('field.starts'),
          ends: t('field.ends'),
          'title.ja': t('field.sessionTitle'),
          'room.ja': t('field.room'),
        }}
      />
      <InTheWay event={event} faults={faults} format={format} t={t} />
      {session && <input type="hidden" name="seen" value={session.seen} />}
      <WordFields
        legend={t('field.sessionTitle')}
        name="title"
        start={session?.title}
        faults={faults}
        t={t}
      />
      <div className={styles.pair}>
        {(['starts', 'ends'] as const).map((name) => (
          <Field key={name} label={t(`field.${name}`)} name={name} error={faults.error(name)}>
            {(control) => (
              <TextInput
                {...control}
                type="datetime-local"
                min={event.starts}
                max={event.ends}
                defaultValue={faults.value(name, times[name])}
              />
            )}
          </Field>
        ))}
      </div>
      <Field label={t('field.sessionKind')} name="kind" error={faults.error('kind')}>
        {(control) => (
          <Select
            {...control}
            defaultValue={faults.value('kind', session?.kind ?? 'talk')}
            options={choices.sessionKinds.map((kind) => ({
              value: kind,
              label: t(`session.${kind}` as 'session.talk'),
            }))}
          />
        )}
      </Field>
      <WordFields
        legend={t('field.room')}
        name="room"
        start={session?.room ?? event.sessions.at(-1)?.room}
        faults={faults}
        list={(lang) => `rooms-${lang}`}
        t={t}
      />
      <KnownRooms event={event} />
      <SpokenLanguages session={session} tongues={choices.tongues} faults={faults} t={t} />
      <InterpretationLines session={session} choices={choices} faults={faults} t={t} />
      <SpeakerLines session={session} choices={choices} faults={faults} t={t} />
      <div className={styles.acts}>
        <Submit>{session ? t('save') : t('session.add')}</Submit>
      </div>
    </Form>
  );
}

/** Which sessions are in the way, by name and time. */
function InTheWay({
  event,
  faults,
  format,
  t,
}: Pick<SessionFormProps, 'event' | 'faults' | 'format' | 't'>) {
  const sentences = faults.inTheWay.flatMap(({ sessionId, over }) => {
    const other = event.sessions.find(({ id }) => id === sessionId);
    if (!other || over === 'outside') return [];
    return t(`collides.${over}`, {
      title: label(other.title, format.lang),
      room: label(other.room, format.lang),
      from: other.starts.slice(11),
      to: other.ends.slice(11),
    });
  });
  if (sentences.length === 0) return null;
  return (
    <Notice tone="danger">
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </Notice>
  );
}

function KnownRooms({ event }: { event: EditData }) {
  return LANGS.map((lang) => (
    <datalist key={lang} id={`rooms-${lang}`}>
      {[...new Set(event.sessions.map(({ room }) => room[lang]).filter(Boolean))].map((room) => (
        <option key={room} value={room} />
      ))}
    </datalist>
  ));
}

function SpokenLanguages({
  session,
  tongues,
  faults,
  t,
}: Pick<SessionFormProps, 'session' | 'faults' | 't'> & { tongues: readonly string[] }) {
  const spoken = session?.spokenLangs ?? [];
  const box = (code: string) => (
    <Checkbox
      key={code}
      name={`spoken.${code}`}
      label={tongue(code, t)}
      defaultChecked={faults.refused ? faults.checked(`spoken.${code}`) : spoken.includes(code)}
    />
  );
  const near = tongues.slice(0, NEAR);
  const far = tongues.slice(NEAR);
  return (
    <fieldset className={styles.words}>
      <legend>
        {t('field.spoken')}
        <span>{t('optional')}</span>
      </legend>
      <div className={styles.ticks}>{near.map(box)}</div>
      <details open={far.some((code) => spoken.includes(code))}>
        <summary>{t('edit.otherTongues')}</summary>
        <div className={styles.ticks}>{far.map(box)}</div>
      </details>
    </fieldset>
  );
}
