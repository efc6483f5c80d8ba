import { Form } from '@remix-run/react';
import { useT } from '#app/i18n/use-t.ts';
import {
  ButtonLink,
  Chips,
  ErrorSummary,
  Field,
  FormActs,
  FormStack,
  Notice,
  Select,
  Submit,
  TextArea,
  type FormState,
  type Option,
} from '#app/ui/index.ts';
import { EVIDENCE_LENGTH, type LineKind } from '#server/profiles/plain.ts';
import { lineAt, profileOf } from './addresses.ts';
import type { LineView } from './view.ts';

type Props = {
  slug: string;
  orgId: string;
  /** The line that is changed; null for a new one. */
  line: LineView | null;
  kind: LineKind;
  kinds: readonly LineKind[];
  /** What can still be entered of the kind. */
  options: readonly Option[];
  /** The reader checks lines: what they enter is checked. */
  checks: boolean;
  state: FormState;
};

/** A line of a capability profile: what it is about, and what it rests on. */
export function LineForm({ slug, orgId, line, kind, kinds, options, checks, state }: Props) {
  const t = useT('profiles');
  return (
    <Form method="post">
      <FormStack>
        {state.refused?.code === 'STALE_VERSION' && line ? (
          <Notice tone="caution" title={t('line.gone')}>
            {t('stale.text', { what: [line.texts.ja, line.texts.en].filter(Boolean).join(' / ') })}
          </Notice>
        ) : (
          <ErrorSummary
            refused={state.refused}
            labels={{
              term: t(`kind.${kind}`),
              'evidence.ja': t('line.evidence.ja'),
              'evidence.en': t('line.evidence.en'),
            }}
          />
        )}
        {line ? (
          <input type="hidden" name="version" value={line.version} />
        ) : (
          <>
            <input type="hidden" name="orgId" value={orgId} />
            <input type="hidden" name="kind" value={kind} />
            <Chips
              label={t('line.kind')}
              items={kinds.map((one) => ({
                to: `${lineAt(slug, 'new')}?kind=${one}`,
                label: t(`kind.${one}`),
                chosen: one === kind,
              }))}
            />
            <Field label={t(`kind.${kind}`)} name="term" error={state.error('term')}>
              {(control) => (
                <Select
                  {...control}
                  placeholder={t(options.length > 0 ? 'line.choose' : 'line.full')}
                  defaultValue={state.value('term', '')}
                  options={options}
                />
              )}
            </Field>
          </>
        )}
        {(['ja', 'en'] as const).map((lang) => (
          <Field
            key={lang}
            label={t(`line.evidence.${lang}`)}
            name={`evidence.${lang}`}
            {...(lang === 'ja' && { hint: t('line.evidenceHint') })}
            error={state.error(`evidence.${lang}`)}
            optional
          >
            {(control) => (
              <TextArea
                {...control}
                lang={lang}
                rows={2}
                maxLength={EVIDENCE_LENGTH}
                defaultValue={state.value(`evidence.${lang}`, line?.texts[lang] ?? '')}
              />
            )}
          </Field>
        ))}
        <Notice title={t(checks ? 'line.note.desk' : 'line.note.own')} />
        <FormActs>
          <Submit>{t('line.save')}</Submit>
          <ButtonLink to={profileOf(slug)}>{t('cancel')}</ButtonLink>
        </FormActs>
      </FormStack>
    </Form>
  );
}
