import { Form } from '@remix-run/react';
import type { ComponentProps } from 'react';
import { useT } from '#app/i18n/use-t.ts';
import {
  ButtonLink,
  Checkbox,
  ErrorSummary,
  FormActs,
  FormStack,
  Page,
  PageHead,
  ShortList,
  Submit,
  type FormState,
} from '#app/ui/index.ts';
import { MEMBERS } from './directory.tsx';

/** A page that says what becomes of an organisation or its people, and asks before it is done. */
export function ConfirmPage({
  organisation,
  title,
  facts,
  sure,
  submit,
  back,
  backTo,
  hidden = {},
  state,
}: {
  /** Whose page it belongs to and leads back to, by a name in the reader's language. */
  organisation: { slug: string; name: string; nameLang?: string | undefined };
  title: string;
  facts: readonly string[];
  /** What is ticked first. */
  sure: string;
  submit: ComponentProps<typeof Submit>;
  back: string;
  /** Where it leads back to, where that is not the organisation’s page. */
  backTo?: string;
  /** What is sent along: the version that was seen. */
  hidden?: Record<string, string | number>;
  state: FormState;
}) {
  const t = useT('membership');
  const page = `${MEMBERS}/${organisation.slug}`;
  return (
    <Page width="reading">
      <PageHead
        trail={[
          { label: t('title'), to: MEMBERS },
          { label: organisation.name, lang: organisation.nameLang, to: page },
        ]}
        title={title}
      />
      <ShortList items={facts.map((what) => ({ key: what, what }))} />
      <Form method="post">
        <FormStack>
          <ErrorSummary refused={state.refused} />
          {Object.entries(hidden).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Checkbox name="sure" required label={sure} />
          <FormActs>
            <Submit {...submit} />
            <ButtonLink to={backTo ?? page}>{back}</ButtonLink>
          </FormActs>
        </FormStack>
      </Form>
    </Page>
  );
}
