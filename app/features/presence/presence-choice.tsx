import { Form } from '@remix-run/react';
import styles from '#app/features/account/account.module.css';
import { useT } from '#app/i18n/use-t.ts';
import { Checkbox, Submit } from '#app/ui/index.ts';

/** Whether others see when one is here. */
export function PresenceChoice({ hidden }: { hidden: boolean }) {
  const t = useT('presence');
  return (
    <Form method="post" action="/settings/presence" className={styles.section} id="presence">
      <header>
        <h2>{t('own.title')}</h2>
        <p className={styles.lead}>{t('own.lead')}</p>
      </header>
      <Checkbox
        name="hidden"
        label={t('own.hide')}
        hint={t('own.hide.hint')}
        defaultChecked={hidden}
      />
      <div className={styles.acts}>
        <Submit tone="secondary" action="/settings/presence">
          {t('own.submit')}
        </Submit>
      </div>
    </Form>
  );
}
