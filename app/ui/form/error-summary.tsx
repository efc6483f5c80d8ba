import { useEffect, useRef } from 'react';
import { useT } from '#app/i18n/use-t.ts';
import type { Refused } from '#app/page.ts';
import { Icon } from '../icons/icon.tsx';
import { fieldId } from './field.tsx';
import styles from './form.module.css';

/**
 * What is wrong with a form, above it, with a link to each field. It takes the focus when it
 * appears. `labels` says what the fields are called.
 */
export function ErrorSummary({
  refused,
  labels = {},
  form,
}: {
  refused: Refused | undefined;
  labels?: Record<string, string>;
  form?: string;
}) {
  const t = useT('words');
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refused) ref.current?.focus();
  }, [refused]);
  if (!refused) return null;
  const faults = Object.entries(refused.fields);
  return (
    <div ref={ref} className={styles.summary} role="alert" tabIndex={-1}>
      <Icon name="circle-alert" />
      <div>
        <p className={styles.summaryTitle}>
          {faults.length > 0 ? t('errorsFound') : refused.message}
        </p>
        {faults.length > 0 && (
          <ul>
            {faults.map(([name, fault]) => (
              <li key={name}>
                <a href={`#${fieldId(name, form)}`}>
                  {labels[name] ? `${labels[name]}: ${fault}` : fault}
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
