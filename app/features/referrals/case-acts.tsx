import { Form, Link } from '@remix-run/react';
import type { T } from '#app/i18n/use-t.ts';
import { Button, ButtonLink, Menu, MenuLink, Notice, Icon } from '#app/ui/index.ts';
import { casePath } from './addresses.ts';
import type { CaseData } from './case-data.ts';
import { missingWords, stepOf } from './missing-words.ts';
import styles from './referrals.module.css';

type Props = { of: CaseData; t: T<'referrals'> };

/** What can be done with the case now: one main act, the rest beside it or in the menu. */
export function CaseActs({ of, t }: Props) {
  const can = (act: string) => of.actions.some((each) => each.act === act);
  const { code } = of.meta;
  const canWithdraw = of.rights.consent && of.consent && !of.consent.withdrawnAt;
  const canEdit = of.side === 'partner' && of.rights.edit;
  return (
    <>
      {(can('cancel') || can('returnCase') || canWithdraw) && (
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
          {can('returnCase') && (
            <MenuLink icon="undo-2" to={casePath(code, 'return')} preventScrollReset>
              {t('act.return')}
            </MenuLink>
          )}
          {canWithdraw && (
            <MenuLink icon="lock" to={casePath(code, 'withdraw-consent')} preventScrollReset>
              {t('act.withdrawConsent')}
            </MenuLink>
          )}
          {can('cancel') && (
            <MenuLink icon="x" to={casePath(code, 'cancel')} preventScrollReset>
              {t('act.cancelCase')}
            </MenuLink>
          )}
        </Menu>
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
          {t('act.edit')}
        </ButtonLink>
      )}
    </>
  );
}

/** What this side does next, or what the case waits for. */
export function NextStep({ of, t }: Props) {
  return (
    <>
      {of.side === 'partner' && of.meta.state === 'returned' && <Returned of={of} t={t} />}
      <NextNotice of={of} t={t} />
    </>
  );
}

/** Why the officer sent it back, and where to look again. */
function Returned({ of, t }: Props) {
  const last = of.timeline.find(({ type }) => type === 'returned');
  if (!last?.reason) return null;
  return (
    <Notice
      tone="caution"
      title={t('event.returnedBecause', {
        reason: t(`returning.${last.reason}` as 'returning.other'),
      })}
    >
      {last.sections.length > 0 &&
        t('next.sections', {
          sections: last.sections
            .map((each) => t(`section.${each}` as 'section.facts'))
            .join(' · '),
        })}
    </Notice>
  );
}

function NextNotice({ of, t }: Props) {
  const { side, meta, missing } = of;
  if (side === 'partner' && (meta.state === 'draft' || meta.state === 'returned')) {
    return missing.length > 0 ? (
      <Notice tone="caution" title={t('next.missing', { count: missing.length })}>
        <ul className={styles.missing}>
          {missing.map((path) => (
            <li key={path}>
              <Link to={casePath(meta.code, 'edit', stepOf(path))}>{missingWords(path, t)}</Link>
            </li>
          ))}
        </ul>
      </Notice>
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
  if (side === 'officer' && (meta.state === 'intakeReview' || meta.state === 'noTaker')) {
    return missing.length > 0 ? (
      <Notice tone="caution" title={t('next.officerMissing')}>
        {missing.map((path) => missingWords(path, t)).join(' · ')}
      </Notice>
    ) : (
      <Notice tone="good" title={t('next.officerReady')} />
    );
  }
  if (side === 'accepted' && meta.state === 'accepted') {
    return (
      <Notice tone="good" title={t('next.accepted')}>
        {t('next.accepted.text')}
      </Notice>
    );
  }
  if (side === 'desk' && meta.state === 'submitted') {
    return <Notice tone="info" title={t('next.desk')} />;
  }
  return null;
}
