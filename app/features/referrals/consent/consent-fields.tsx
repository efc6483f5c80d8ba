import type { T } from '#app/i18n/use-t.ts';
import {
  Button,
  Checkbox,
  Field,
  FieldError,
  fieldId,
  RadioGroup,
  Select,
  TextInput,
  type FormState,
} from '#app/ui/index.ts';
import {
  ABROAD_UNKNOWN,
  CONSENT_TEXT_LANGS,
  CONSENT_TEXT_VERSION,
  MOST_ABROAD,
  SIGNER_RELATIONS,
} from '#server/referrals/plain.ts';
import { CONSENT_COVERS, CONSENT_GIVERS, CONSENT_METHODS } from '#server/referrals/schemas.ts';
import { casePath } from '../addresses.ts';
import styles from '../referrals.module.css';
import type { ConsentChoices } from './consent-data.ts';
import own from './consent.module.css';
import { HOSPITAL, type ConsentPage } from './field-names.ts';

type Props = { of: ConsentChoices; state: FormState; t: T<'referrals'> };

/** A consent in two steps: the paper as the patient will sign it, and what was signed. */
export function ConsentFields({
  of,
  from,
  state,
  t,
}: Props & {
  /** The page that the form stands on, for the way back from the paper. */
  from: ConsentPage;
}) {
  const paper = { of, state, t };
  return (
    <>
      <input type="hidden" name="from" value={from} />
      <section className={own.part} aria-labelledby="consent-paper">
        <h3 id="consent-paper">{t('consent.paper')}</h3>
        <p className={styles.hint}>{t('consent.paper.hint')}</p>
        <input
          type="hidden"
          name="textVersion"
          value={state.value('textVersion', CONSENT_TEXT_VERSION)}
        />
        <Languages {...paper} />
        <Covers state={state} t={t} />
        <Recipients {...paper} />
        <Abroad {...paper} />
        <Field
          label={t('consent.validTo')}
          name="validTo"
          hint={t('consent.validTo.hint')}
          error={state.error('validTo')}
          optional
        >
          {(control) => (
            <TextInput
              {...control}
              type="date"
              min={of.today}
              inputSize="short"
              defaultValue={state.value('validTo')}
            />
          )}
        </Field>
        <div>
          <Button
            type="submit"
            icon="file-text"
            formAction={casePath(of.code, 'consent', 'paper')}
            formNoValidate
          >
            {t('consent.paper.show')}
          </Button>
        </div>
      </section>
      <section className={own.part} aria-labelledby="consent-signed">
        <h3 id="consent-signed">{t('consent.signed')}</h3>
        <Signed {...paper} />
      </section>
    </>
  );
}

function Languages({ of, state, t }: Props) {
  return (
    <div className={own.row}>
      <Field label={t('consent.textLang')} name="textLang" error={state.error('textLang')}>
        {(control) => (
          <Select
            {...control}
            options={CONSENT_TEXT_LANGS.map((value) => ({
              value,
              label: t(`consent.in.${value}`),
            }))}
            defaultValue={state.value('textLang', of.start.textLang)}
          />
        )}
      </Field>
      <Field
        label={t('consent.lang')}
        name="lang"
        hint={t('consent.lang.hint')}
        error={state.error('lang')}
      >
        {(control) => (
          <Select
            {...control}
            options={of.languages}
            placeholder={t('open.choose')}
            defaultValue={state.value('lang', of.start.lang)}
          />
        )}
      </Field>
    </div>
  );
}

/** Nobody needs these for a case to go on, so nobody agrees to them by leaving a mark where it stands. */
const ASKED_FOR_APART: readonly string[] = ['opinion', 'status'];

function Covers({ state, t }: Omit<Props, 'of'>) {
  return (
    <fieldset className={styles.covers} id={fieldId('covers')}>
      <legend>{t('consent.covers')}</legend>
      {CONSENT_COVERS.map((value) => (
        <Checkbox
          key={value}
          name={`covers.${value}`}
          label={t(`covers.${value}`)}
          hint={t(`covers.${value}.hint`)}
          defaultChecked={
            state.typed ? state.checked(`covers.${value}`) : !ASKED_FOR_APART.includes(value)
          }
        />
      ))}
      <FieldError error={state.error('covers')} />
    </fieldset>
  );
}

function Recipients({ of, state, t }: Props) {
  return (
    <div className={own.within}>
      <RadioGroup
        legend={t('consent.hospitals')}
        name="orgClass"
        value={state.value('orgClass', 'offeredHospitals')}
        choices={[
          {
            value: 'offeredHospitals',
            label: t('consent.class'),
            hint: t('consent.class.hint'),
          },
          { value: 'named', label: t('consent.named'), hint: t('consent.named.hint') },
        ]}
      />
      <fieldset className={own.hospitals} id={fieldId('orgIds')}>
        <legend>{t('consent.named.which')}</legend>
        <ul>
          {of.hospitals.map(({ id, name }) => (
            <li key={id}>
              <Checkbox
                name={`${HOSPITAL}${id}`}
                label={name}
                defaultChecked={state.checked(`${HOSPITAL}${id}`)}
              />
            </li>
          ))}
        </ul>
        <FieldError error={state.error('orgIds')} />
      </fieldset>
    </div>
  );
}

/** Where information goes outside Japan, or which countries it may be. */
function Abroad({ of, state, t }: Props) {
  return (
    <div className={own.within}>
      <RadioGroup
        legend={t('consent.abroad')}
        name="abroadUnknown"
        required={false}
        hint={t('consent.abroad.hint')}
        value={state.value('abroadUnknown', '')}
        error={state.error('abroadUnknown')}
        choices={[
          { value: '', label: t('consent.abroad.known') },
          ...ABROAD_UNKNOWN.map((value) => ({ value, label: t(`consent.abroad.${value}`) })),
        ]}
      />
      <div className={own.row}>
        {Array.from({ length: MOST_ABROAD }, (_, at) => {
          const name = `abroadCountries.${at}`;
          return (
            <Field
              key={at}
              label={t('consent.abroad.country', { number: at + 1 })}
              name={name}
              error={state.error(name)}
              optional={at > 0}
            >
              {(control) => (
                <Select
                  {...control}
                  options={of.countries}
                  placeholder={t('consent.abroad.none')}
                  defaultValue={state.value(name, at === 0 ? of.start.country : '')}
                  required={false}
                />
              )}
            </Field>
          );
        })}
      </div>
    </div>
  );
}

function Signed({ of, state, t }: Props) {
  return (
    <>
      <RadioGroup
        legend={t('consent.givenBy.label')}
        name="givenBy"
        inline
        value={state.value('givenBy', 'patient')}
        error={state.error('givenBy')}
        choices={CONSENT_GIVERS.map((value) => ({ value, label: t(`giver.${value}`) }))}
      />
      <div className={own.row}>
        <Field
          label={t('consent.signer')}
          name="signer"
          hint={t('consent.signer.hint')}
          error={state.error('signer')}
          optional
        >
          {(control) => (
            <TextInput
              {...control}
              maxLength={120}
              autoComplete="off"
              defaultValue={state.value('signer')}
            />
          )}
        </Field>
        <Field
          label={t('consent.relation')}
          name="relation"
          error={state.error('relation')}
          optional
        >
          {(control) => (
            <Select
              {...control}
              options={SIGNER_RELATIONS.map((value) => ({ value, label: t(`relation.${value}`) }))}
              placeholder={t('consent.relation.self')}
              defaultValue={state.value('relation')}
            />
          )}
        </Field>
      </div>
      <RadioGroup
        legend={t('consent.method')}
        name="method"
        inline
        value={state.value('method', 'written')}
        error={state.error('method')}
        choices={CONSENT_METHODS.map((value) => ({ value, label: t(`method.${value}`) }))}
      />
      <Field label={t('consent.givenOn')} name="givenOn" error={state.error('givenOn')}>
        {(control) => (
          <TextInput
            {...control}
            type="date"
            max={of.today}
            inputSize="short"
            defaultValue={state.value('givenOn')}
          />
        )}
      </Field>
    </>
  );
}
