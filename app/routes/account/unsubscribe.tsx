import { Form, Link, useLoaderData } from '@remix-run/react';
import styles from '#app/features/mailings/mailings.module.css';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page } from '#app/page.ts';
import type { Handle } from '#app/root.tsx';
import { Notice, Submit } from '#app/ui/index.ts';
import { AccountSheet } from './account-sheet.tsx';

export const handle: Handle = { frame: 'bare' };
export const meta = titled('mailings', (t) => t('end.title'));

export const loader = page(['mailings', 'account'], async ({ forum, params }) => {
  const token = params['token'] ?? '';
  return { token, ...(await forum.call('mailings.unsubscribePage', { token })) };
});

/** The one press, from this page or from a mail program. The answer is a page, never a redirect. */
export const action = act(async ({ forum, params }) => {
  await forum.call('mailings.unsubscribe', { token: params['token'] ?? '' });
  return null;
});

export default function UnsubscribePage() {
  const { token, rhythm, kinds, spaces, isOff } = useLoaderData<typeof loader>().data;
  const t = useT('mailings');
  const isNothing = kinds.length === 0 && spaces === 0;
  return (
    <AccountSheet
      title={t('end.title')}
      lead={t(isOff || isNothing ? 'end.always' : `end.lead.${rhythm}`)}
    >
      {isOff || isNothing ? (
        <div className={styles.sheet}>
          <div role="status">
            <Notice tone="good">{t(`end.done.${rhythm}`)}</Notice>
          </div>
          {isOff && (
            <Form method="post" action={`/unsubscribe/${token}/undo`}>
              <Submit tone="secondary" action={`/unsubscribe/${token}/undo`}>
                {t('end.undo')}
              </Submit>
            </Form>
          )}
        </div>
      ) : (
        <Form method="post" className={styles.sheet}>
          <ul>
            {kinds.map((kind) => (
              <li key={kind}>{t(`kind.${kind}`)}</li>
            ))}
            {spaces > 0 && <li>{t('end.spaces', { count: spaces })}</li>}
          </ul>
          <Submit wide>{t('end.submit')}</Submit>
        </Form>
      )}
      <p className={styles.lead}>
        <Link to="/settings/notifications">{t('end.settings')}</Link>
      </p>
    </AccountSheet>
  );
}
