import { Link } from '@remix-run/react';
import { projectAddress } from '#app/features/discussions/addresses.ts';
import { VerbForm } from '#app/features/events/verb-form.tsx';
import { AskFirst } from '#app/features/projects/ask-first.tsx';
import { LabelText } from '#app/i18n/label-text.tsx';
import { foreignIn, label } from '#app/i18n/label.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT, type T } from '#app/i18n/use-t.ts';
import { ButtonLink, Field, Monogram, Pill, TextArea, type PillTone } from '#app/ui/index.ts';
import { candidatesAddress } from './addresses.ts';
import { roleName } from './role-name.ts';
import styles from './consortia.module.css';
import type { PageView } from './view.ts';

type Role = PageView['roles'][number];
type Asked = Role['asked'][number];
type Props = { data: PageView; verbs: string; next: string };

/** The roles of an application: who holds each, who was asked, and what can be done about it. */
export function Roles(props: Props) {
  const t = useT('consortia');
  const lang = useLang();
  const format = useFormat();
  const given = { ...props, t, lang, format };
  return (
    <section className={styles.part} aria-labelledby="roles">
      <h2 id="roles">{t('roles')}</h2>
      <ul role="list" className={styles.roles}>
        {props.data.roles.map((role) => (
          <li key={role.id} id={`role-${role.id}`}>
            <RoleHead role={role} {...given} />
            <Holder role={role} {...given} />
            {role.asked.length > 0 && (
              <ul role="list" className={styles.asked}>
                {role.asked.map((asked) => (
                  <li key={asked.id}>
                    <AskedLine asked={asked} {...given} />
                  </li>
                ))}
              </ul>
            )}
            <RoleActs role={role} {...given} />
          </li>
        ))}
      </ul>
    </section>
  );
}

type Given = Props & {
  t: T<'consortia'>;
  lang: ReturnType<typeof useLang>;
  format: ReturnType<typeof useFormat>;
};

function RoleHead({ role, t, lang }: Given & { role: Role }) {
  const task = label(role.task, lang);
  return (
    <div className={styles.head}>
      <h3>
        {t(`kind.${role.kind}`)}
        {!role.required && <Pill>{t('optional')}</Pill>}
        {role.open && !role.held && <Pill tone="info">{t('open')}</Pill>}
      </h3>
      {task && <p lang={foreignIn(role.task, lang)}>{task}</p>}
    </div>
  );
}

function Holder({ role, data, t, lang, format }: Given & { role: Role }) {
  if (!role.held) return <p className={styles.vacant}>{t('vacant')}</p>;
  const { org, consentOn, signed } = role.held;
  const { slug } = data.project;
  return (
    <p className={styles.holder}>
      <Monogram text={org.monogram} hue={org.hue} />
      <strong>
        <LabelText of={org.name} lang={lang} />
      </strong>
      {data.inside &&
        (consentOn ? (
          <Pill tone="good">
            {t('consent.given')} {format.calendarDate(consentOn)}
          </Pill>
        ) : (
          <Pill>{t('consent.none')}</Pill>
        ))}
      {signed && slug && (
        <Link to={`${projectAddress(slug)}/files/${signed.id}`}>{t('consent.file')}</Link>
      )}
    </p>
  );
}

const TONES: Record<Asked['state'], PillTone> = {
  waiting: 'info',
  declined: 'neutral',
  withdrawn: 'neutral',
  lapsed: 'neutral',
  left: 'neutral',
};

function AskedLine({ asked, data, verbs, next, t, lang, format }: Given & { asked: Asked }) {
  const waits = asked.state === 'waiting';
  const isOffer = asked.way === 'offered';
  const fields = { seatId: asked.id, next };
  const on = format.calendarDate(asked.askedAt.slice(0, 10));
  return (
    <>
      <p className={styles.holder}>
        <Monogram text={asked.org.monogram} hue={asked.org.hue} size={20} />
        <LabelText of={asked.org.name} lang={lang} />
        <Pill tone={waits && isOffer ? 'waiting' : TONES[asked.state]}>{stateText(asked, t)}</Pill>
        <span className={styles.note}>
          {t(isOffer ? 'offeredOn' : 'askedOn', { day: on })}
          {waits && asked.answerBy && (
            <> · {t('answerBy', { day: format.calendarDate(asked.answerBy) })}</>
          )}
        </span>
      </p>
      {isOffer && asked.message && (
        <blockquote className={styles.message}>{asked.message}</blockquote>
      )}
      {asked.reason && <p className={styles.note}>{t('reason', { text: asked.reason })}</p>}
      {waits && data.may.write && isOffer && (
        <div className={styles.answers}>
          <VerbForm action={verbs} fields={{ ...fields, act: 'take' }} small>
            {t('take')}
          </VerbForm>
          <AskFirst
            act={t('refuse')}
            button={
              <VerbForm
                action={verbs}
                fields={{ ...fields, act: 'refuse' }}
                className={styles.stack}
                small
                before={
                  <Field label={t('own.reason')} name="reason" form={asked.id} optional>
                    {(control) => <TextArea {...control} maxLength={1000} />}
                  </Field>
                }
              >
                {t('refuse')}
              </VerbForm>
            }
          >
            <LabelText of={asked.org.name} lang={lang} />
          </AskFirst>
        </div>
      )}
      {waits && data.may.write && !isOffer && (
        <VerbForm action={verbs} fields={{ ...fields, act: 'withdraw' }} tone="quiet" small>
          {t('withdraw')}
        </VerbForm>
      )}
    </>
  );
}

function stateText({ state, way }: Asked, t: T<'consortia'>): string {
  if (state === 'waiting') return t(`asked.${way}.waiting`);
  if (state === 'declined' && way === 'offered') return t('asked.notTaken');
  return t(`asked.${state}`);
}

function RoleActs({ role, data, verbs, next, t, lang }: Given & { role: Role }) {
  const fields = { roleId: role.id, next };
  if (data.may.offer && role.open && !role.held && role.kind === data.orgKind) {
    return (
      <details className={styles.fold}>
        <summary>{t('offer')}</summary>
        <VerbForm
          action={verbs}
          fields={{ ...fields, act: 'offer' }}
          className={styles.stack}
          before={
            <Field
              label={t('message')}
              name="message"
              form={role.id}
              hint={t('offerHint')}
              optional
            >
              {(control) => <TextArea {...control} maxLength={1000} />}
            </Field>
          }
        >
          {t('offer')}
        </VerbForm>
      </details>
    );
  }
  if (!data.may.write || role.kind === 'lead') return null;
  const set = (change: Partial<Pick<Role, 'open' | 'required'>>) => ({
    ...fields,
    act: 'setRole',
    required: String(change.required ?? role.required),
    open: String(change.open ?? role.open),
  });
  return (
    <div className={styles.answers}>
      {!role.held && (
        <ButtonLink to={candidatesAddress(data.id, role.id)} small icon="search">
          {t('find')}
        </ButtonLink>
      )}
      <details className={styles.fold}>
        <summary>{t('more')}</summary>
        <div className={styles.answers}>
          {!role.held && (
            <VerbForm action={verbs} fields={set({ open: !role.open })} tone="quiet" small>
              {role.open ? t('closeIt') : t('openIt')}
            </VerbForm>
          )}
          <VerbForm action={verbs} fields={set({ required: !role.required })} tone="quiet" small>
            {role.required ? t('needItNot') : t('needIt')}
          </VerbForm>
          {!role.held && (
            <AskFirst
              act={t('remove')}
              button={
                <VerbForm
                  action={verbs}
                  fields={{ ...fields, act: 'removeRole' }}
                  tone="danger"
                  small
                >
                  {t('remove')}
                </VerbForm>
              }
            >
              {t('removeAsk', { role: roleName(role, t, lang) })}
            </AskFirst>
          )}
        </div>
      </details>
    </div>
  );
}
