import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { Confirm, Pill, Table, type Column } from '#app/ui/index.ts';
import styles from './account.module.css';

export type TokenView = {
  id: string;
  name: string;
  hint: string;
  organisation: string;
  scopes: string[];
  createdAt: string;
  expiresAt: string;
  lastUsedAt: string | null;
  state: 'live' | 'expired' | 'revoked';
};

/** A person's tokens; those that are live can be revoked. */
export function TokenTable({ tokens }: { tokens: readonly TokenView[] }) {
  const t = useT('settings');
  const format = useFormat();
  const columns: Column<TokenView>[] = [
    {
      key: 'name',
      label: t('tokens.column.name'),
      heads: true,
      cell: ({ name, hint }) => (
        <span className={styles.token}>
          {name}
          <small>{t('tokens.hint', { hint })}</small>
        </span>
      ),
    },
    {
      key: 'organisation',
      label: t('tokens.column.organisation'),
      cell: ({ organisation }) => organisation,
    },
    {
      key: 'scopes',
      label: t('tokens.column.scopes'),
      cell: ({ scopes }) => (
        <span className={styles.scopeList}>
          {scopes.map((scope) => (
            <code key={scope}>{scope}</code>
          ))}
        </span>
      ),
    },
    {
      key: 'used',
      label: t('tokens.column.used'),
      cell: ({ lastUsedAt }) => (lastUsedAt ? format.date(lastUsedAt) : t('tokens.never')),
    },
    {
      key: 'ends',
      label: t('tokens.column.ends'),
      cell: ({ expiresAt, state }) =>
        state === 'live' ? (
          format.date(expiresAt)
        ) : (
          <Pill tone={state === 'revoked' ? 'danger' : 'neutral'}>
            {t(`tokens.state.${state}`)}
          </Pill>
        ),
    },
    {
      key: 'acts',
      label: t('tokens.column.acts'),
      cell: ({ id, name, state }) =>
        state === 'live' && (
          <Confirm
            label={t('tokens.revoke')}
            name={t('tokens.revokeName', { name })}
            act={t('tokens.revokeName', { name })}
            action="/settings/tokens/revoke"
            fields={{ tokenId: id }}
          >
            {t('tokens.revokeText')}
          </Confirm>
        ),
    },
  ];
  return (
    <Table
      caption={t('tokens.list')}
      columns={columns}
      rows={tokens}
      rowKey={(token) => token.id}
    />
  );
}
