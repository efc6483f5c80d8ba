import { useT } from '#app/i18n/use-t.ts';
import { Button, ButtonLink, CopyButton } from '#app/ui/index.ts';
import styles from './account.module.css';

/** The only time the recovery codes are seen: to copy, print or keep as a file. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const t = useT('settings');
  const text = `MEJ Forum\n\n${codes.join('\n')}\n`;
  return (
    <section className={styles.section}>
      <div role="status">
        <h2>{t('factor.codes.title')}</h2>
        <p className={styles.lead}>{t('factor.codes.lead')}</p>
      </div>
      <ul role="list" className={styles.codes} aria-label={t('factor.codes.list')}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className={styles.acts}>
        <CopyButton text={codes.join('\n')} label={t('copy')} done={t('copied')} />
        <Button small icon="printer" onClick={() => window.print()}>
          {t('print')}
        </Button>
        <a
          className={styles.file}
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          download={t('factor.codes.file')}
        >
          {t('download')}
        </a>
      </div>
      <div className={styles.printHidden}>
        <ButtonLink to="/settings/security" tone="primary">
          {t('factor.codes.done')}
        </ButtonLink>
      </div>
    </section>
  );
}
