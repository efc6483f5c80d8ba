import { Link } from '@remix-run/react';
import { VerbForm } from '#app/features/events/verb-form.tsx';
import { LabelText } from '#app/i18n/label-text.tsx';
import { label, type Label } from '#app/i18n/label.ts';
import { useLang, useT, type T } from '#app/i18n/use-t.ts';
import {
  ButtonLink,
  EmptyState,
  Field,
  Icon,
  Monogram,
  TextArea,
  TextInput,
} from '#app/ui/index.ts';
import { consortiumAddress } from './addresses.ts';
import { roleName } from './role-name.ts';
import styles from './consortia.module.css';
import type { PageView } from './view.ts';

type Candidate = NonNullable<PageView['candidates']>[number];
type Reason = Candidate['reasons'][number];

/** Members who could take a role, with what speaks for each, and a form to ask them. */
export function Candidates({
  data,
  roleId,
  verbs,
}: {
  data: PageView;
  roleId: string;
  verbs: string;
}) {
  const t = useT('consortia');
  const lang = useLang();
  const role = data.roles.find((one) => one.id === roleId);
  if (!data.candidates || !role) return null;
  const back = consortiumAddress(data.id);
  return (
    <section className={styles.part} id="candidates" aria-labelledby="candidates-title">
      <div className={styles.between}>
        <h2 id="candidates-title">{t('candidates', { role: roleName(role, t, lang) })}</h2>
        <ButtonLink to={back} tone="quiet" small>
          {t('close')}
        </ButtonLink>
      </div>
      {data.candidates.length === 0 ? (
        <EmptyState title={t('candidates.none')}>{t('candidates.noneText')}</EmptyState>
      ) : (
        <>
          <p className={styles.note}>{t('candidates.note')}</p>
          <ul role="list" className={styles.candidates}>
            {data.candidates.map(({ org, reasons }) => (
              <li key={org.id}>
                <p className={styles.holder}>
                  <Monogram text={org.monogram} hue={org.hue} />
                  <Link to={`/members/${org.slug}`}>
                    <LabelText of={org.name} lang={lang} />
                  </Link>
                </p>
                {reasons.length > 0 ? (
                  <ul role="list" className={styles.reasons}>
                    {reasons.map((reason) => (
                      <li key={`${reason.kind}:${reason.code}`}>
                        <Icon name="check" size={16} />
                        <span>
                          {because(reason, t, lang)}
                          {reason.evidence && (
                            <span className={styles.note}>
                              {' '}
                              — <LabelText of={reason.evidence} lang={lang} />
                            </span>
                          )}
                        </span>
                      </li>
                    ))}
                  </ul>
                ) : (
                  <p className={styles.note}>{t('because.nothing')}</p>
                )}
                <details className={styles.fold}>
                  <summary aria-label={t('invite.to', { org: label(org.name, lang) })}>
                    {t('invite')}
                  </summary>
                  <VerbForm
                    action={verbs}
                    fields={{ act: 'invite', roleId, orgId: org.id, next: back }}
                    className={styles.stack}
                    before={
                      <>
                        <p className={styles.note}>{t('inviteHint')}</p>
                        <Field label={t('message')} name="message" form={org.id} optional>
                          {(control) => <TextArea {...control} maxLength={1000} />}
                        </Field>
                        <Field label={t('answerDay')} name="answerBy" form={org.id} optional>
                          {(control) => <TextInput {...control} type="date" min={data.today} />}
                        </Field>
                      </>
                    }
                  >
                    {t('invite')}
                  </VerbForm>
                </details>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function because(reason: Reason, t: T<'consortia'>, lang: ReturnType<typeof useLang>): string {
  const name = label(reason.name as Label | null, lang) || reason.code;
  return t(`because.${reason.kind}`, {
    country: reason.country,
    field: name,
    project: name,
    code: reason.code,
  });
}
