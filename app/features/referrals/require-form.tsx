import { Form } from '@remix-run/react';
import type { T } from '#app/i18n/use-t.ts';
import { Button, Checkbox } from '#app/ui/index.ts';
import { CERTIFICATIONS, type Certification } from '#server/matching/schemas.ts';
import styles from './candidates.module.css';

/** The certificates without which the officer asks no hospital: a link to the same page, so that it works without scripts. */
export function RequireForm({
  requires,
  t,
}: {
  requires: readonly Certification[];
  t: T<'referrals'>;
}) {
  return (
    <Form method="get" className={styles.require} preventScrollReset>
      <fieldset>
        <legend>{t('choose.require')}</legend>
        {CERTIFICATIONS.map((code) => (
          <Checkbox
            key={code}
            label={code}
            name="requires"
            value={code}
            defaultChecked={requires.includes(code)}
          />
        ))}
      </fieldset>
      <Button type="submit" tone="secondary" small>
        {t('choose.require.apply')}
      </Button>
    </Form>
  );
}
