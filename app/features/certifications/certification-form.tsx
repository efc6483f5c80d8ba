import { Form } from '@remix-run/react';
import { certificateName } from '#app/features/membership/profile.tsx';
import { useT } from '#app/i18n/use-t.ts';
import {
  ButtonLink,
  ErrorSummary,
  Field,
  FormActs,
  FormStack,
  Select,
  Submit,
  TextArea,
  TextInput,
  type FormState,
} from '#app/ui/index.ts';
import { CERTIFICATION_KINDS } from '#server/certifications/plain.ts';
import styles from './certifications.module.css';
import type { CertificationLine } from './view.ts';

/** What a certificate says and what it was compared with: a new entry, or the correction of one. */
export function CertificationForm({
  orgId,
  line,
  back,
  state,
}: {
  orgId: string;
  /** The entry that is corrected. */
  line: CertificationLine | null;
  back: string;
  state: FormState;
}) {
  const t = useT('certifications');
  const names = useT('membership');
  return (
    <Form method="post">
      <FormStack>
        <ErrorSummary
          refused={state.refused}
          labels={{
            kind: t('field.kind'),
            validFrom: t('field.from'),
            validTo: t('field.to'),
            evidence: t('field.evidence'),
          }}
        />
        <input type="hidden" name="orgId" value={orgId} />
        {line ? (
          <>
            <input type="hidden" name="certificationId" value={line.id} />
            <input type="hidden" name="version" value={line.version} />
          </>
        ) : (
          <Field label={t('field.kind')} name="kind" error={state.error('kind')}>
            {(control) => (
              <Select
                {...control}
                placeholder={t('choose')}
                defaultValue={state.value('kind', '')}
                options={CERTIFICATION_KINDS.map((kind) => ({
                  value: kind,
                  label: certificateName(kind, names),
                }))}
              />
            )}
          </Field>
        )}
        <Field label={t('field.number')} name="number" error={state.error('number')} optional>
          {(control) => (
            <TextInput
              {...control}
              inputSize="short"
              maxLength={60}
              defaultValue={state.value('number', line?.number ?? '')}
            />
          )}
        </Field>
        <div className={styles.span}>
          <Field label={t('field.from')} name="validFrom" error={state.error('validFrom')}>
            {(control) => (
              <TextInput
                {...control}
                type="date"
                defaultValue={state.value('validFrom', line?.validFrom ?? '')}
              />
            )}
          </Field>
          <Field
            label={t('field.to')}
            name="validTo"
            hint={t('field.toHint')}
            error={state.error('validTo')}
            optional
          >
            {(control) => (
              <TextInput
                {...control}
                type="date"
                defaultValue={state.value('validTo', line?.validTo ?? '')}
              />
            )}
          </Field>
        </div>
        <Field
          label={t('field.evidence')}
          name="evidence"
          hint={t('field.evidenceHint')}
          error={state.error('evidence')}
        >
          {(control) => (
            <TextArea
              {...control}
              rows={2}
              maxLength={300}
              defaultValue={state.value('evidence', line?.evidence ?? '')}
            />
          )}
        </Field>
        <FormActs>
          <Submit name="act" value={line ? 'correct' : 'enter'} tone="primary">
            {t(line ? 'correct.submit' : 'enter.submit')}
          </Submit>
          {line && <ButtonLink to={back}>{t('back')}</ButtonLink>}
        </FormActs>
      </FormStack>
    </Form>
  );
}
