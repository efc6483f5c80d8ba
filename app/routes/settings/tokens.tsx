import { Link, useActionData, useLoaderData, useRouteLoaderData } from '@remix-run/react';
import styles from '#app/features/account/account.module.css';
import { MadeToken, NewToken, readScopes } from '#app/features/account/new-token.tsx';
import { SettingsPage } from '#app/features/account/settings-page.tsx';
import { TokenTable } from '#app/features/account/token-table.tsx';
import { label } from '#app/i18n/label.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import type { RootData } from '#app/shell/shell-data.ts';
import { EmptyState, formState } from '#app/ui/index.ts';

export const loader = page(['settings'], async ({ forum, context }) => {
  const { tokens, scopes } = await forum.call('account.listTokens', {});
  return {
    scopes,
    tokens: tokens.map((token) => ({
      ...token,
      organisation: label(token.organisation, context.lang),
      createdAt: token.createdAt.toISOString(),
      expiresAt: token.expiresAt.toISOString(),
      lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
    })),
  };
});

export const meta = titled('settings', (t) => `${t('tab.tokens')} · ${t('title')}`);

export const action = act(({ forum, form }) =>
  forum.call('account.createToken', {
    name: text(form, 'name'),
    scopes: readScopes(form),
    days: Number(text(form, 'days')),
  }),
);

export default function TokenSettings() {
  const { tokens, scopes } = useLoaderData<typeof loader>().data;
  const result = useActionData<typeof action>();
  const root = useRouteLoaderData('root') as { data: RootData } | undefined;
  const t = useT('settings');
  return (
    <SettingsPage>
      <div className={styles.sections}>
        <p className={styles.lead}>
          {t('tokens.lead')} <Link to="/api/docs">{t('tokens.reference')}</Link>
        </p>
        {result?.ok && <MadeToken token={result.data.token} />}
        <section className={styles.section} aria-labelledby="tokens">
          <h2 id="tokens">{t('tokens.list')}</h2>
          {tokens.length > 0 ? (
            <TokenTable tokens={tokens} />
          ) : (
            <EmptyState title={t('tokens.none.title')}>{t('tokens.none.text')}</EmptyState>
          )}
        </section>
        <NewToken
          key={result?.ok ? result.data.token : 'new'}
          scopes={scopes}
          state={formState(result)}
          organisation={root?.data.shell?.acting?.name ?? ''}
        />
      </div>
    </SettingsPage>
  );
}
