import { Form } from '@remix-run/react';
import type { T } from '#app/i18n/use-t.ts';
import { Button, Monogram, ShortList } from '#app/ui/index.ts';
import styles from './home.module.css';
import type { Overview } from './overview.ts';

/** Where else something waits: counts only, for what it is belongs to that organisation. */
export function OtherOrganisations({ others, t }: { others: Overview['others']; t: T<'home'> }) {
  const switchWord = t('switch');
  return (
    <section className={styles.column}>
      <h2>{t('others')}</h2>
      <ShortList
        items={others.map(({ org, count }) => ({
          key: org.id,
          what: (
            <>
              <Monogram text={org.monogram} hue={org.hue} />
              {org.name}
            </>
          ),
          note: (
            <Form method="post" action="/acting" reloadDocument className={styles.switch}>
              {count > 0 && t('othersCount', { count })}
              <input type="hidden" name="orgId" value={org.id} />
              <Button type="submit" small aria-label={`${switchWord}: ${org.name}`}>
                {switchWord}
              </Button>
            </Form>
          ),
        }))}
      />
    </section>
  );
}
