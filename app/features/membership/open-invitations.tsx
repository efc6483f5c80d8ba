import { Form } from '@remix-run/react';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { Button, EmptyState, Pill, Table, Time, type Column } from '#app/ui/index.ts';
import type { Answer } from '#server/forum.ts';
import styles from './membership.module.css';

type Open = Answer<'invitations.page'>['open'][number];

/** Whom an organisation has invited and who has not answered, each with what can be done about it. */
export function OpenInvitations({ open }: { open: readonly Open[] }) {
  const t = useT('membership');
  const format = useFormat();
  const columns: Column<Open>[] = [
    { key: 'email', label: t('invite.email'), heads: true, cell: ({ email }) => email },
    { key: 'role', label: t('invite.role'), cell: ({ role }) => t(`role.${role}`) },
    {
      key: 'until',
      label: t('invite.until'),
      cell: ({ until, over }) =>
        over ? (
          <Pill tone="caution">{t('invite.over')}</Pill>
        ) : (
          <Time at={until} format={format} show="date" />
        ),
    },
    {
      key: 'acts',
      label: t('invite.acts'),
      cell: ({ id, email, version }) => (
        <Form method="post" className={styles.invitationActs}>
          <input type="hidden" name="invitationId" value={id} />
          <input type="hidden" name="version" value={version} />
          <Button
            type="submit"
            name="act"
            value="again"
            small
            aria-label={t('invite.againTo', { email })}
          >
            {t('invite.again')}
          </Button>
          <Button
            type="submit"
            name="act"
            value="withdraw"
            small
            tone="quiet"
            aria-label={t('invite.withdrawOf', { email })}
          >
            {t('invite.withdraw')}
          </Button>
        </Form>
      ),
    },
  ];
  return (
    <section className={styles.part}>
      <h2>{t('invite.open')}</h2>
      {open.length === 0 ? (
        <EmptyState title={t('invite.none')}>{t('invite.noneHint')}</EmptyState>
      ) : (
        <Table caption={t('invite.open')} columns={columns} rows={open} rowKey={(one) => one.id} />
      )}
    </section>
  );
}
