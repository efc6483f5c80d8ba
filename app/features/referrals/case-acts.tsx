import { Form, Link } from '@remix-run/react';
import { stands } from '#app/features/opinions/view.ts';
import type { T } from '#app/i18n/use-t.ts';
import { Button, ButtonLink, Menu, MenuLink, Notice, Icon } from '#app/ui/index.ts';
import { casePath } from './addresses.ts';
import type { CaseData } from './case-data.ts';
import { isBlank } from './blank.ts';
import { EditSteps } from './edit-frame.tsx';
import { inFormOrder, missingWords, stepOf } from './missing-words.ts';
import styles from './referrals.module.css';
import type { StepName } from './step-fields.tsx';

type Props = { of: CaseData; t: T<'referrals'> };

/** Acts that stand as the main verb where they are next, first come first. */
const MAIN = ['schedule', 'arrive', 'admit', 'discharge', 'close', 'closeWithOpinion'] as const;
/** The rest, in the menu, with the icon that each carries. */
const IN_MENU = [
  ['returnCase', 'undo-2'],
  ['reopen', 'undo-2'],
  ['schedule', 'calendar'],
  ['noShow', 'x'],
  ['keep', 'check'],
  ['referOnward', 'arrow-right'],
  ['reassign', 'users'],
  ['release', 'undo-2'],
  ['chooseNone', 'x'],
  ['requestCancel', 'x'],
  ['confirmCancel', 'x'],
  ['cancel', 'x'],
  ['enterInError', 'x'],
] as const;
/** Steps with a dialog of their own. */
const OWN_DIALOG: Partial<
  Record<string, [path: string, key: 'act.return' | 'act.cancelCase' | 'act.reassign']>
> = {
  returnCase: ['return', 'act.return'],
  cancel: ['cancel', 'act.cancelCase'],
  reassign: ['reassign', 'act.reassign'],
};

/** What can be done with the case now: one main act, the rest beside it or in the menu. */
export function CaseActs({ of, t }: Props) {
  const can = (act: string) => of.actions.some((each) => each.act === act);
  const { code } = of.meta;
  const canWithdraw =
    of.rights.consent && of.consent && !of.consent.withdrawnAt && !of.consent.lapsed;
  const writes = of.side === 'partner' || (of.side === 'officer' && of.meta.state === 'draft');
  const canEdit = writes && of.rights.edit;
  const canOpen = of.rights.breakGlass && !of.rights.identity;
  const proposes = of.opinion?.rights.propose ?? false;
  const main = mainAct(of);
  const others = IN_MENU.filter(([act]) => can(act) && act !== main);
  return (
    <>
      {(others.length > 0 ||
        canWithdraw ||
        canOpen ||
        of.rights.exception ||
        proposes ||
        of.rights.keeping ||
        of.rights.export) && (
        <Menu
          label={t('more')}
          align="end"
          trigger={
            <>
              {t('more')}
              <Icon name="chevron-down" size={16} />
            </>
          }
        >
          {others.map(([act, icon]) => {
            const own = OWN_DIALOG[act];
            const to = own ? casePath(code, own[0]) : casePath(code, 'do', act);
            return (
              <MenuLink key={act} icon={icon} to={to} preventScrollReset>
                {own
                  ? t(own[1])
                  : verbOf(act as Exclude<typeof act, 'returnCase' | 'cancel' | 'reassign'>, of, t)}
              </MenuLink>
            );
          })}
          {proposes && (
            <MenuLink icon="video" to={casePath(code, 'opinion')}>
              {t('act.proposeOpinion')}
            </MenuLink>
          )}
          {canWithdraw && (
            <MenuLink icon="lock" to={casePath(code, 'withdraw-consent')} preventScrollReset>
              {t('act.withdrawConsent')}
            </MenuLink>
          )}
          {of.rights.export && of.meta.state !== 'erased' && (
            <MenuLink icon="download" to={casePath(code, 'export')}>
              {t('act.export')}
            </MenuLink>
          )}
          {of.rights.exception && (
            <MenuLink icon="eye" to={casePath(code, 'exception')}>
              {t('act.exception')}
            </MenuLink>
          )}
          {of.rights.keeping && (
            <MenuLink icon="lock" to={casePath(code, 'keeping')}>
              {t('act.keeping')}
            </MenuLink>
          )}
          {canOpen && (
            <MenuLink icon="key-round" to={casePath(code, 'emergency')} preventScrollReset>
              {t('act.emergency')}
            </MenuLink>
          )}
        </Menu>
      )}
      {of.rights.identity && (
        <ButtonLink to={casePath(code, 'documents')}>{t('case.documents')}</ButtonLink>
      )}
      {of.rights.papers && (
        <ButtonLink to={casePath(code, 'papers')}>{t('case.papers')}</ButtonLink>
      )}
      {of.rights.consent && !canEdit && (
        <ButtonLink to={casePath(code, 'consent')}>{t('act.recordConsent')}</ButtonLink>
      )}
      {can('takeIntake') && (
        <Form method="post" action={casePath(code, 'intake')}>
          <input type="hidden" name="version" value={of.meta.version} />
          <Button type="submit" tone="primary">
            {t('act.takeIntake')}
          </Button>
        </Form>
      )}
      {can('choose') && (
        <ButtonLink to={casePath(code, 'answers')} tone="primary">
          {t('act.chooseAnswer')}
        </ButtonLink>
      )}
      {main && (
        <ButtonLink to={casePath(code, 'do', main)} tone="primary" preventScrollReset>
          {verbOf(main, of, t)}
        </ButtonLink>
      )}
      {of.rights.choose && of.side === 'officer' && (
        <>
          <ButtonLink
            to={casePath(code, 'teaser')}
            tone={of.missing.includes('teaser') ? 'primary' : 'secondary'}
          >
            {t('act.teaser')}
          </ButtonLink>
          <ButtonLink
            to={casePath(code, 'hospitals')}
            tone={of.missing.includes('teaser') ? 'secondary' : 'primary'}
          >
            {t('act.choose')}
          </ButtonLink>
        </>
      )}
      {canEdit && (
        <ButtonLink to={casePath(code, 'edit', 'patient')} tone="primary" icon="pencil">
          {t(of.meta.state === 'draft' ? 'act.edit' : 'act.editCase')}
        </ButtonLink>
      )}
    </>
  );
}

/** The next step of the stay, where nothing that it needs is missing. Set dates are changed from the menu. */
function mainAct({ actions, meta }: CaseData) {
  return MAIN.find(
    (act) =>
      !(act === 'schedule' && meta.state === 'scheduled') &&
      actions.some((each) => each.act === act && each.missing.length === 0),
  );
}

function verbOf(act: StepName, { meta }: CaseData, t: T<'referrals'>): string {
  return act === 'schedule' && meta.state === 'scheduled' ? t('act.reschedule') : t(`act.${act}`);
}

/** What this side does next, or what the case waits for. */
export function NextStep({ of, t }: Props) {
  return (
    <>
      {of.side === 'partner' && of.meta.state === 'returned' && <Returned of={of} t={t} />}
      <Asked of={of} t={t} />
      <NextNotice of={of} t={t} />
      <Awaited of={of} t={t} />
    </>
  );
}

/** Questions that this side can answer, with the way to the oldest. */
function Asked({ of, t }: Props) {
  const open = of.questions.filter((each) => !each.answer && answersTo(of, each));
  const oldest = open.at(-1);
  if (!oldest) return null;
  return (
    <Notice
      tone="caution"
      title={t('next.question', { count: open.length })}
      act={
        <ButtonLink small to={casePath(of.meta.code, 'questions', oldest.id)} preventScrollReset>
          {t('act.answerQuestion')}
        </ButtonLink>
      }
    />
  );
}

/** Whether a question is this side's to answer; nobody answers their own, and advice waits for no answer. */
export function answersTo(
  { rights, side }: CaseData,
  { from, advice }: { from: string; advice: boolean },
): boolean {
  return rights.reply && !advice && !(from === 'secretariat' && side === 'officer');
}

/** Why the officer sent it back, and where to look again. */
function Returned({ of, t }: Props) {
  const last = of.timeline.find(({ type }) => type === 'returned');
  if (!last?.reason) return null;
  const advice = of.questions.find((each) => each.advice);
  return (
    <Notice
      tone="caution"
      title={t('event.returnedBecause', {
        reason: t(`returning.${last.reason}` as 'returning.other'),
      })}
    >
      {advice && <p className={styles.words}>{advice.text}</p>}
      {last.sections.length > 0 && (
        <p>
          {t('next.sections', {
            sections: last.sections
              .map((each) => t(`section.${each}` as 'section.facts'))
              .join(' · '),
          })}
        </p>
      )}
    </Notice>
  );
}

/** What the next step of the stay waits for, for all who carry the case. */
function Awaited({ of, t }: Props) {
  const { meta, missing } = of;
  if (meta.state === 'accepted' && stands(of.opinion)) {
    const key = missing.includes('opinionHeld')
      ? 'next.opinion'
      : missing.includes('returnSummary')
        ? 'next.opinionWritten'
        : missing.includes('summaryReview')
          ? 'next.opinionRead'
          : 'next.opinionOver';
    return (
      <Notice tone="info" title={t(key)}>
        {t(`${key}.text`)}
      </Notice>
    );
  }
  if (meta.state === 'accepted' && missing.includes('estimate')) {
    return (
      <Notice tone="info" title={t('next.estimate')}>
        {t('next.estimate.text')}
      </Notice>
    );
  }
  if (meta.state === 'scheduled' && missing.includes('visa')) {
    return <Notice tone="info" title={t('next.visa')} />;
  }
  if (meta.state === 'discharged' && missing.length > 0) {
    return (
      <Notice
        tone="info"
        title={t(
          missing.includes('returnSummary')
            ? 'next.summary'
            : missing.includes('summaryReview')
              ? 'next.summaryReview'
              : 'next.followUp',
        )}
      />
    );
  }
  return meta.state === 'arrived' && missing.length > 0 ? (
    <Notice tone="caution" title={t('next.deposit')} />
  ) : null;
}

/** No hospital took it: to the officer the ways on, to the sender who has the case now. */
function NobodyTook({ of, t }: Props) {
  const { side, meta, missing } = of;
  if (side === 'partner') {
    return (
      <Notice tone="info" title={t('next.noTaker')}>
        {t('next.noTaker.sender')}
      </Notice>
    );
  }
  if (side !== 'officer') return null;
  const can = (act: string) => of.actions.some((each) => each.act === act);
  const ways = [
    of.rights.choose && (['again', casePath(meta.code, 'hospitals')] as const),
    of.rights.choose && (['widen', casePath(meta.code, 'teaser')] as const),
    can('reopen') && (['tell', casePath(meta.code, 'do', 'reopen')] as const),
    can('cancel') && (['end', casePath(meta.code, 'cancel')] as const),
  ].filter((way) => way !== false);
  return (
    <Notice tone="caution" title={t('next.noTaker')}>
      {missing.length > 0 && (
        <p>
          {t('next.officerMissing')}: {missing.map((path) => missingWords(path, t)).join(' · ')}
        </p>
      )}
      <ul className={styles.missing}>
        {ways.map(([way, to]) => (
          <li key={way}>
            <Link to={to} preventScrollReset>
              {t(`next.noTaker.${way}`)}
            </Link>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** More than these are told by the steps alone. */
const NAMED_MISSING = 6;

/** What a draft still lacks, by name as soon as it is little. */
function StillMissing({ of, t }: Props) {
  const { meta, missing } = of;
  return (
    <Notice tone="caution" title={t('next.missing', { count: missing.length })}>
      {missing.length <= NAMED_MISSING && (
        <ul className={styles.missing}>
          {inFormOrder(missing).map((path) => (
            <li key={path}>
              <Link to={casePath(meta.code, 'edit', stepOf(path))}>{missingWords(path, t)}</Link>
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

function NextNotice({ of, t }: Props) {
  const { side, meta, missing } = of;
  if (of.cancelRequested && side !== 'desk') {
    return (
      <Notice tone="caution" title={t('next.cancelRequested')}>
        {t('next.cancelRequested.text')}
      </Notice>
    );
  }
  const writes =
    meta.state === 'draft'
      ? side === 'partner' || side === 'officer'
      : side === 'partner' && meta.state === 'returned';
  if (writes) {
    return missing.length > 0 ? (
      <>
        {!isBlank(of) && <StillMissing of={of} t={t} />}
        <EditSteps code={meta.code} state={meta.state} missing={missing} t={t} />
      </>
    ) : (
      <Notice
        tone="good"
        title={t('next.complete')}
        act={
          <ButtonLink small to={casePath(meta.code, 'edit', 'review')}>
            {t('act.review')}
          </ButtonLink>
        }
      />
    );
  }
  if (meta.state === 'noTaker') return <NobodyTook of={of} t={t} />;
  if (side === 'officer' && meta.state === 'intakeReview') {
    return missing.length > 0 ? (
      <Notice tone="caution" title={t('next.officerMissing')}>
        {missing.map((path) => missingWords(path, t)).join(' · ')}
      </Notice>
    ) : (
      <Notice tone="good" title={t('next.officerReady')} />
    );
  }
  if (of.answers && meta.state === 'broadcasting' && meta.mode === 'COLLECT') {
    const { willing, open } = of.answers;
    if (!of.actions.some(({ act }) => act === 'chooseNone')) {
      // The newest says whether it is the one that was chosen, or a backup in its place.
      const asked = of.timeline.find(({ type }) => type === 'chosen' || type === 'nextAsked');
      const backup = asked?.type === 'nextAsked';
      return <Notice tone="info" title={t(backup ? 'next.confirmingBackup' : 'next.confirming')} />;
    }
    const ready = willing > 0 && (open === 0 || of.clock === null);
    if (ready) return <Notice tone="good" title={t('next.toChoose')} />;
    return willing > 0 ? (
      <Notice tone="info" title={t('next.collecting', { count: willing })} />
    ) : null;
  }
  if (side === 'accepted' && meta.state === 'accepted' && !stands(of.opinion)) {
    return (
      <Notice tone="good" title={t('next.accepted')}>
        {t('next.accepted.text')}
      </Notice>
    );
  }
  if (
    (side === 'partner' || side === 'officer') &&
    meta.state === 'discharged' &&
    missing.length === 0
  ) {
    return <Notice tone="info" title={t('next.discharged')} />;
  }
  if (side === 'desk' && meta.state === 'submitted') {
    return <Notice tone="info" title={t('next.desk')} />;
  }
  return null;
}
