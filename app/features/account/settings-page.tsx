import { useSearchParams } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useT } from '#app/i18n/use-t.ts';
import { Notice, Page, PageHead, Tabs } from '#app/ui/index.ts';

/** What an act of the settings says when it has sent the person back. */
const SAVED = [
  'profile',
  'password',
  'factorRemoved',
  'sessionEnded',
  'sessionsEnded',
  'deviceForgotten',
  'tokenRevoked',
  'mails',
  'spaceMails',
  'presence',
  'pushEnded',
] as const;
export type Saved = (typeof SAVED)[number];

/** Where an act sends the person back to, with word that it is done. */
export function savedAt(path: string, saved: Saved): string {
  return `${path}?saved=${saved}`;
}

/** The frame of every settings page: its parts, and what was just done. */
export function SettingsPage({ children }: { children: ReactNode }) {
  const t = useT('settings');
  const [parameters] = useSearchParams();
  const saved = SAVED.find((one) => one === parameters.get('saved'));
  return (
    <Page>
      <PageHead title={t('title')} />
      <Tabs
        label={t('tabs')}
        items={[
          { to: '/settings', label: t('tab.profile'), end: true },
          { to: '/settings/notifications', label: t('tab.notifications') },
          { to: '/settings/security', label: t('tab.security') },
          { to: '/settings/tokens', label: t('tab.tokens') },
        ]}
      />
      {saved && (
        <div role="status">
          <Notice tone="good">{t(`saved.${saved}`)}</Notice>
        </div>
      )}
      {children}
    </Page>
  );
}
