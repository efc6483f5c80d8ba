import { Form, Link } from '@remix-run/react';
import type { Format } from '#server/platform/i18n/format.ts';
import type { T } from '#app/i18n/use-t.ts';
import { Notice, Panel, Pill, Select, Submit, Time } from '#app/ui/index.ts';
import { DIFFERENT_REASONS } from '#server/referrals/doubles/plain.ts';
import { casePath, displayCode } from '../addresses.ts';
import styles from '../referrals.module.css';
import { StatePill } from '../state-pill.tsx';
import type { DoubleView } from './doubles.ts';

type Props = {
  doubles: readonly DoubleView[];
  code: string;
  /** The officer judges; the sender is told of its own cases. */
  judges: boolean;
  t: T<'referrals'>;
  format: Format;
};

/** Other cases that look like the same patient's, and by what. */
export function DoublesPanel({ doubles, code, judges, t, format }: Props) {
  const open = doubles.filter(({ verdict }) => verdict === null).length;
  return (
    <Panel
      title={t('double.title')}
      mark={
        judges && (
          <Pill tone={open > 0 ? 'waiting' : 'good'}>
            {open > 0 ? t('double.open', { count: open }) : t('double.judged')}
          </Pill>
        )
      }
      note={t(judges ? 'double.note' : 'double.own')}
    >
      <ul className={styles.doubles}>
        {doubles.map((each) => (
          <li key={each.code}>
            <p className={styles.mark}>
              <Link to={casePath(each.code)}>{displayCode(each.code)}</Link>
              <StatePill state={each.state} t={t} />
              {each.partner && <span lang={each.partner.lang}>{each.partner.text}</span>}
              <Time at={each.createdAt} format={format} show="day" />
            </p>
            <p>
              {t('double.by', { what: format.list(each.kinds.map((kind) => t(`double.${kind}`))) })}
            </p>
            {judges && <Verdict of={each} code={code} t={t} />}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

type One = { of: DoubleView; code: string; t: T<'referrals'> };

/** What was found of it, and what can be said; what was said by mistake can be said anew. */
function Verdict(one: One) {
  const { of, t } = one;
  if (of.verdict === null) return <JudgeForms {...one} />;
  return (
    <>
      {of.verdict === 'same' ? (
        <Notice tone="caution" title={t('double.isSame', { code: displayCode(of.code) })} />
      ) : (
        <p className={styles.hint}>
          {t('double.isDifferent', { reason: t(`different.${of.reason as 'other'}`) })}
        </p>
      )}
      <details>
        <summary>{t('double.again')}</summary>
        <JudgeForms {...one} />
      </details>
    </>
  );
}

function JudgeForms({ of, code, t }: One) {
  const action = casePath(code, 'double');
  return (
    <div className={styles.verdicts}>
      <Form method="post" action={action} preventScrollReset>
        <input type="hidden" name="other" value={of.code} />
        <Submit small name="verdict" value="same">
          {t('double.track', { code: displayCode(of.code) })}
        </Submit>
      </Form>
      <Form method="post" action={action} preventScrollReset className={styles.different}>
        <input type="hidden" name="other" value={of.code} />
        <Select
          name="reason"
          required
          aria-label={t('double.reason')}
          placeholder={t('double.reason')}
          options={DIFFERENT_REASONS.map((value) => ({ value, label: t(`different.${value}`) }))}
        />
        <Submit small tone="secondary" name="verdict" value="different">
          {t('double.different')}
        </Submit>
      </Form>
    </div>
  );
}
