import { Link } from '@remix-run/react';
import { useId, useState, type FormEvent } from 'react';
import type { PollView, VoteView } from '#server/decisions/queries/polls.ts';
import { pollAddress } from '#app/features/discussions/addresses.ts';
import { nameFor } from '#app/features/discussions/names.ts';
import { LabelText } from '#app/i18n/label-text.tsx';
import { label } from '#app/i18n/label.ts';
import { LANG_TAGS } from '#app/i18n/lang.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT, type T } from '#app/i18n/use-t.ts';
import { call } from '#app/realtime/connection.ts';
import { Button, Icon, Meter, Monogram, Pill, toast } from '#app/ui/index.ts';
import styles from './poll-card.module.css';

type Decide = T<'decisions'>;
type Ballot = PollView['ballots'][number];

/** A question put to the organisations: how it stands, one's own vote, and the outcome. */
export function PollCard({
  poll,
  full = false,
  onChange,
}: {
  poll: PollView;
  /** On a page of its own: without the way to it. */
  full?: boolean;
  onChange?: () => void;
}) {
  const t = useT('decisions');
  const lang = useLang();
  const format = useFormat();
  const outcomeBy = poll.outcome && nameFor(poll.outcome.by, lang);
  return (
    <section className={styles.card} id={`poll-${poll.id}`} aria-label={poll.question}>
      <p className={styles.head}>
        <Pill tone={poll.open ? 'waiting' : 'neutral'}>{poll.open ? t('open') : t('ended')}</Pill>
        <span>{t(`name.${poll.kind}`)}</span>
        <time dateTime={poll.closesAt}>
          {poll.open
            ? t('until', { when: format.dateTime(poll.closesAt) })
            : t('endedAt', { when: format.dateTime(poll.closedAt ?? poll.closesAt) })}
        </time>
      </p>
      <p className={styles.question} lang={LANG_TAGS[poll.lang as keyof typeof LANG_TAGS]}>
        {poll.question}
      </p>
      {poll.outcome && outcomeBy && (
        <div className={styles.outcome}>
          <p>
            <Icon name="circle-check" size={16} /> <strong>{t('outcome')}</strong>{' '}
            <small>
              {t('outcome.by', {
                name: outcomeBy.text,
                when: format.dateTime(poll.outcome.at),
              })}
            </small>
          </p>
          <p lang={LANG_TAGS[poll.outcome.lang as keyof typeof LANG_TAGS]}>{poll.outcome.text}</p>
        </div>
      )}
      {!poll.open && !poll.outcome && <p className={styles.note}>{t('outcome.missing')}</p>}
      <p className={styles.turnout}>{t('turnout', { voted: poll.voted, voters: poll.voters })}</p>
      {poll.votes ? (
        <Results poll={poll} votes={poll.votes} t={t} />
      ) : (
        <p className={styles.note}>
          {t(poll.results === 'untilVote' ? 'hidden.untilVote' : 'hidden.untilClosed')}
        </p>
      )}
      {poll.ballots.map((ballot) => (
        <BallotForm
          key={`${ballot.org.id} ${ballot.version}`}
          poll={poll}
          ballot={ballot}
          t={t}
          {...(onChange && { onChange })}
        />
      ))}
      {!full && (
        <p className={styles.note}>
          <Link to={pollAddress(poll.id)}>{poll.mayTend ? t('tend') : t('toPoll')}</Link>
        </p>
      )}
    </section>
  );
}

function Results({ poll, votes, t }: { poll: PollView; votes: VoteView[]; t: Decide }) {
  const lang = useLang();
  const format = useFormat();
  const dates = (at: string | null) => (at ? format.dateTime(at) : '');
  return (
    <>
      <div className={styles.bars}>
        {poll.choices.map((choice) => {
          const count = votes.filter((vote) => vote.choice === choice).length;
          return (
            <Meter
              key={choice}
              label={t(`choice.${choice as 'agree'}`)}
              value={count}
              max={Math.max(poll.voters, 1)}
              note={format.number(count)}
            />
          );
        })}
        {poll.options.map((option) => {
          const marks = votes.flatMap((vote) => vote.marks[option.id] ?? []);
          const sum = marks.reduce((all, one) => all + one, 0);
          return (
            <Meter
              key={option.id}
              label={option.label ?? dates(option.startsAt)}
              value={poll.kind === 'score' ? (marks.length ? sum / marks.length : 0) : sum}
              max={poll.kind === 'score' ? poll.highest : Math.max(poll.voters * 2, 1)}
              note={
                poll.kind === 'score'
                  ? t('average', {
                      value: marks.length
                        ? format.number(Math.round((sum / marks.length) * 10) / 10)
                        : '–',
                    })
                  : t('yesCount', {
                      yes: marks.filter((one) => one === 2).length,
                      maybe: marks.filter((one) => one === 1).length,
                    })
              }
            />
          );
        })}
      </div>
      {votes.length > 0 && (
        <details className={styles.who}>
          <summary>{t('who')}</summary>
          <ul role="list">
            {votes.map((vote) => {
              const name = nameFor(vote.by, lang);
              return (
                <li key={vote.org.id}>
                  <Monogram text={vote.org.monogram} hue={vote.org.hue} size={22} />
                  <span>
                    <strong>
                      <LabelText of={vote.org.name} lang={lang} />
                    </strong>{' '}
                    {vote.choice && t(`choice.${vote.choice as 'agree'}`)}{' '}
                    <small>
                      <span lang={name.lang}>{name.text}</span>
                      {vote.proxy &&
                        ` · ${
                          vote.forOrg
                            ? t('vote.proxyOrg', { org: label(vote.forOrg.name, lang) })
                            : t('vote.proxy')
                        }`}
                    </small>
                    {vote.reason && <span className={styles.reason}>{vote.reason}</span>}
                  </span>
                </li>
              );
            })}
          </ul>
        </details>
      )}
    </>
  );
}

type BallotFormProps = { poll: PollView; ballot: Ballot; t: Decide; onChange?: () => void };

/** The vote of one organisation: a plain form, sent in place where there is a connection. */
function BallotForm({ poll, ballot, t, onChange }: BallotFormProps) {
  const lang = useLang();
  const format = useFormat();
  const id = useId();
  const [busy, setBusy] = useState(false);
  const org = label(ballot.org.name, lang);

  function send(event: FormEvent<HTMLFormElement>) {
    if (!onChange) return;
    event.preventDefault();
    const element = event.currentTarget;
    setBusy(true);
    void call('decisions.castVote', voteIn(new FormData(element), poll.id)).then((answer) => {
      setBusy(false);
      // The page of the poll says what is wrong, and works without a connection.
      if (!answer.ok) return element.submit();
      toast(t('vote.done'), 'good');
      onChange();
    });
  }
  return (
    <form method="post" action={pollAddress(poll.id)} className={styles.ballot} onSubmit={send}>
      <input type="hidden" name="act" value="vote" />
      <input type="hidden" name="orgId" value={ballot.org.id} />
      <input type="hidden" name="version" value={ballot.version ?? ''} />
      <p className={styles.for}>{t(ballot.proxy ? 'vote.forLent' : 'vote.for', { org })}</p>
      {poll.choices.length > 0 && (
        <fieldset className={styles.choices}>
          <legend className={styles.legend}>{t('vote.choose')}</legend>
          {poll.choices.map((choice) => (
            <label key={choice}>
              <input
                type="radio"
                name="choice"
                value={choice}
                required
                defaultChecked={ballot.choice === choice}
              />
              {t(`choice.${choice as 'agree'}`)}
            </label>
          ))}
        </fieldset>
      )}
      {poll.options.map((option) => (
        <label key={option.id} className={styles.option}>
          <span>{option.label ?? (option.startsAt ? format.dateTime(option.startsAt) : '')}</span>
          <select name={`mark ${option.id}`} defaultValue={ballot.marks[option.id] ?? 0}>
            {Array.from({ length: poll.highest + 1 }, (_, mark) => (
              <option key={mark} value={mark}>
                {poll.kind === 'date' ? t(`mark.${mark as 0}`) : mark}
              </option>
            ))}
          </select>
        </label>
      ))}
      <label className={styles.why} htmlFor={id}>
        <span>
          {t('vote.reason')} {t('optional')}
        </span>
        <textarea
          id={id}
          name="reason"
          rows={1}
          maxLength={1000}
          defaultValue={ballot.reason ?? ''}
        />
      </label>
      <Button type="submit" tone="primary" small pending={busy}>
        {ballot.version === null ? t('vote.cast') : t('vote.change')}
      </Button>
    </form>
  );
}

/** What a ballot's form says, as the forum takes it. */
export function voteIn(form: FormData, pollId: string) {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const marks = Object.fromEntries(
    [...form.keys()]
      .filter((key) => key.startsWith('mark '))
      .map((key) => [key.slice(5), Number(form.get(key))]),
  );
  return {
    pollId,
    orgId: text('orgId'),
    version: text('version') === '' ? null : Number(text('version')),
    reason: text('reason'),
    ...(text('choice') && { choice: text('choice') }),
    ...(Object.keys(marks).length > 0 && { marks }),
  };
}
