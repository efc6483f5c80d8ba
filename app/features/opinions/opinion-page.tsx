import { Form, Outlet } from '@remix-run/react';
import { casePath, displayCode } from '#app/features/referrals/addresses.ts';
import { useCaseTrail } from '#app/features/referrals/use-case-trail.ts';
import type { T } from '#app/i18n/use-t.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import {
  ButtonLink,
  ErrorSummary,
  FormActs,
  FormStack,
  Notice,
  Page,
  PageHead,
  Panel,
  Pill,
  RadioGroup,
  Submit,
  type FormState,
} from '#app/ui/index.ts';
import { OPINION_AIMS } from '#server/opinions/plain.ts';
import { Arrange, Meeting } from './meeting.tsx';
import { OpinionFacts } from './opinion-facts.tsx';
import styles from './opinions.module.css';
import { giveUpVerb, giveUpWords, TONES, type OpinionView } from './view.ts';

type Props = {
  of: OpinionView;
  state: FormState;
  t: T<'opinions'>;
  format: Format;
};

/** The online second opinion of a case, with everything that the reader can do about it. */
export function OpinionPage({ of, state, t, format }: Props) {
  const { opinion, rights } = of;
  return (
    <Page width="reading">
      <PageHead
        trail={useCaseTrail(of.code)}
        title={t('title')}
        state={opinion && <Pill tone={TONES[opinion.state]}>{t(`state.${opinion.state}`)}</Pill>}
        facts={[displayCode(of.code)]}
      />
      <ErrorSummary refused={state.refused} />
      <p className={styles.note}>{t('lead')}</p>
      {opinion && (
        <Panel title={t('agreement')}>
          <OpinionFacts of={of} t={t} format={format} />
        </Panel>
      )}
      {rights.agree && <Answer of={of} t={t} />}
      {opinion?.state === 'agreed' && !of.consented && (
        <Notice tone="caution" title={t('consent.gone')} />
      )}
      {opinion?.state === 'agreed' && of.link && <Meeting link={of.link} t={t} />}
      {rights.arrange && (
        <Arrange link={of.link} hidden={{ version: of.opinion!.version }} state={state} t={t} />
      )}
      {rights.hold && <Hold of={of} t={t} />}
      {opinion?.state === 'held' && <AfterIt of={of} t={t} />}
      {rights.propose && <Propose of={of} state={state} t={t} />}
      {(rights.withdraw || (rights.decline && !rights.agree)) && <GiveUp of={of} t={t} />}
      <FormActs>
        <ButtonLink to={casePath(of.code)}>{t('back')}</ButtonLink>
      </FormActs>
      <Outlet />
    </Page>
  );
}

function Version({ of }: Pick<Props, 'of'>) {
  return <input type="hidden" name="version" value={of.opinion?.version ?? 0} />;
}

function Propose({ of, state, t }: Pick<Props, 'of' | 'state' | 't'>) {
  return (
    <Panel title={t(of.opinion ? 'propose.again' : 'propose.title')}>
      <Form method="post">
        <FormStack>
          <RadioGroup
            legend={t('aim')}
            name="aim"
            value={state.value('aim', 'before')}
            error={state.error('aim')}
            choices={OPINION_AIMS.map((value) => ({
              value,
              label: t(`aim.${value}`),
              hint: t(`aim.${value}.hint`),
            }))}
          />
          <div>
            <Submit tone="primary" name="act" value="propose">
              {t('propose')}
            </Submit>
          </div>
        </FormStack>
      </Form>
    </Panel>
  );
}

function Answer({ of, t }: Pick<Props, 'of' | 't'>) {
  return (
    <Panel title={t('answer.title')}>
      <Form method="post">
        <FormStack>
          <Version of={of} />
          <p className={styles.note}>{t('answer.lead')}</p>
          {!of.consented && (
            <Notice
              tone="caution"
              title={t('consent.needed')}
              act={
                <ButtonLink small to={casePath(of.code, 'consent')}>
                  {t('consent.record')}
                </ButtonLink>
              }
            >
              {t('consent.needed.text')}
            </Notice>
          )}
          <FormActs>
            <Submit tone="primary" name="act" value="agree">
              {t('agree')}
            </Submit>
            <GiveUpLink of={of} t={t} />
          </FormActs>
        </FormStack>
      </Form>
    </Panel>
  );
}

function Hold({ of, t }: Pick<Props, 'of' | 't'>) {
  const ahead = !of.time || of.time.startsAt > of.now;
  return (
    <Panel title={t('hold.title')}>
      <Form method="post">
        <FormStack>
          <Version of={of} />
          <p className={styles.note}>{t(ahead ? 'hold.ahead' : 'hold.lead')}</p>
          {!ahead && (
            <div>
              <Submit tone="primary" name="act" value="hold">
                {t('hold')}
              </Submit>
            </div>
          )}
        </FormStack>
      </Form>
    </Panel>
  );
}

/** It was given: what the hospital writes, and what becomes of the case. */
function AfterIt({ of, t }: Pick<Props, 'of' | 't'>) {
  return (
    <Panel title={t('after.title')}>
      <Form method="post">
        <FormStack>
          <Version of={of} />
          <p className={styles.note}>{t(of.rights.conclude ? 'after.lead' : 'after.written')}</p>
          {of.rights.conclude && (
            <FormActs>
              <ButtonLink to={casePath(of.code, 'do', 'closeWithOpinion')}>{t('close')}</ButtonLink>
              <Submit tone="secondary" name="act" value="goOn">
                {t('goOn')}
              </Submit>
            </FormActs>
          )}
        </FormStack>
      </Form>
    </Panel>
  );
}

/** What would be lost is said before it is: in the dialog that this leads to. */
function GiveUp({ of, t }: Pick<Props, 'of' | 't'>) {
  return (
    <Panel title={t('giveUp.title')}>
      <FormStack>
        <p className={styles.note}>{t(giveUpWords(of))}</p>
        <div>
          <GiveUpLink of={of} t={t} />
        </div>
      </FormStack>
    </Panel>
  );
}

function GiveUpLink({ of, t }: Pick<Props, 'of' | 't'>) {
  return (
    <ButtonLink to={casePath(of.code, 'opinion', 'give-up')} preventScrollReset>
      {t(giveUpVerb(of))}
    </ButtonLink>
  );
}
