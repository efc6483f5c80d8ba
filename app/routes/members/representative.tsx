import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { MEMBERS } from '#app/features/membership/directory.tsx';
import { named } from '#app/features/membership/view.ts';
import { label } from '#app/i18n/label.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page, text } from '#app/page.ts';
import {
  ButtonLink,
  Checkbox,
  EmptyState,
  ErrorSummary,
  FormActs,
  formState,
  FormStack,
  Page,
  PageHead,
  RadioGroup,
  Submit,
} from '#app/ui/index.ts';

export const loader = page(['membership'], async ({ forum, actor, params, context }) => {
  const { organisation, people, names } = await forum.call('membership.organisationPage', {
    slug: params['slug'] ?? '',
  });
  if (!names) throw notFound();
  return {
    orgId: organisation.id,
    slug: organisation.slug,
    ...named(organisation.name, context.lang),
    /** Its own representative hands over; an administrator names where there is none. */
    own: actor.orgId === organisation.id,
    candidates: (people ?? [])
      .filter(({ roles }) => !roles.includes('representative'))
      .map(({ id, familyName, givenName, title }) => ({
        id,
        name: `${familyName} ${givenName}`.trim(),
        title: title ? label(title, context.lang) : undefined,
      })),
  };
});

export const action = act(async ({ forum, form, params }) => {
  await forum.call('representatives.name', {
    personId: text(form, 'personId'),
    orgId: text(form, 'orgId'),
    stepDown: form.has('stepDown'),
  });
  return redirect(`${MEMBERS}/${params['slug'] ?? ''}`);
});

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const meta = titled<'membership', { name: string }>('membership', (t, { name }) =>
  t('voice.title', { org: name }),
);

/** Somebody of an organisation becomes its representative. */
export default function Representative() {
  const { orgId, slug, name, nameLang, own, candidates } = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  const t = useT('membership');
  const back = `${MEMBERS}/${slug}`;
  return (
    <Page width="reading">
      <PageHead
        trail={[
          { label: t('title'), to: MEMBERS },
          { label: name, lang: nameLang, to: back },
        ]}
        title={t('voice.title', { org: name })}
      />
      <p>{own ? t('voice.lead') : t('voice.none')}</p>
      {candidates.length === 0 ? (
        <EmptyState title={t('voice.nobody')}>{t('voice.nobodyHint')}</EmptyState>
      ) : (
        <Form method="post">
          <input type="hidden" name="orgId" value={orgId} />
          <FormStack>
            <ErrorSummary refused={state.refused} labels={{ personId: t('voice.who') }} />
            <RadioGroup
              legend={t('voice.who')}
              name="personId"
              value={state.value('personId')}
              error={state.error('personId')}
              choices={candidates.map((one) => ({
                value: one.id,
                label: one.name,
                ...(one.title && { hint: one.title }),
              }))}
            />
            {own && (
              <Checkbox
                name="stepDown"
                defaultChecked={state.typed ? state.checked('stepDown') : true}
                label={t('voice.stepDown')}
                hint={t('voice.stepDownHint')}
              />
            )}
            <p>{t('voice.told')}</p>
            <FormActs>
              <Submit>{t('voice.submit')}</Submit>
              <ButtonLink to={back}>{t('end.back')}</ButtonLink>
            </FormActs>
          </FormStack>
        </Form>
      )}
    </Page>
  );
}
