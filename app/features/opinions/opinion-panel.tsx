import { casePath } from '#app/features/referrals/addresses.ts';
import { useT } from '#app/i18n/use-t.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import { ButtonLink, FormActs, Panel, Pill } from '#app/ui/index.ts';
import { OpinionFacts } from './opinion-facts.tsx';
import styles from './opinions.module.css';
import { TONES, type OpinionView } from './view.ts';

/** The online second opinion on the case's page: how it stands, and the way to what can be done. */
export function OpinionPanel({ of, format }: { of: OpinionView; format: Format }) {
  const t = useT('opinions');
  const { opinion, rights } = of;
  if (!opinion) return null;
  const waits = rights.agree || rights.conclude || (rights.arrange && !of.link);
  return (
    <Panel
      title={t('title')}
      mark={<Pill tone={TONES[opinion.state]}>{t(`state.${opinion.state}`)}</Pill>}
    >
      <div className={styles.stack}>
        <OpinionFacts of={of} t={t} format={format} />
        <FormActs>
          <ButtonLink to={casePath(of.code, 'opinion')} tone={waits ? 'primary' : 'secondary'}>
            {t(rights.agree ? 'open.answer' : 'open')}
          </ButtonLink>
        </FormActs>
      </div>
    </Panel>
  );
}
