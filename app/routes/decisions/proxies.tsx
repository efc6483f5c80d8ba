import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { momentIn } from '#app/features/decisions/local-moment.ts';
import { DISCUSSIONS } from '#app/features/discussions/addresses.ts';
import { nameFor } from '#app/features/discussions/names.ts';
import { LabelText } from '#app/i18n/label-text.tsx';
import { label, labelled } from '#app/i18n/label.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import {
  Button,
  EmptyState,
  ErrorSummary,
  Field,
  FormActs,
  formState,
  FormStack,
  Page,
  PageHead,
  Panel,
  Select,
  Submit,
  Table,
  TextInput,
} from '#app/ui/index.ts';

export const loader = page(['discussions', 'decisions'], ({ forum }) =>
  forum.call('decisions.listProxies', {}),
);

export const action = act(async ({ forum, form, actor }) => {
  if (text(form, 'act') === 'revoke') {
    await forum.call('decisions.revokeProxy', { proxyId: text(form, 'proxyId') });
    return redirect(`${DISCUSSIONS}/proxies`);
  }
  const [kind, id = ''] = text(form, 'to').split(' ');
  const day = (name: string, time: string) => {
    const local = text(form, name);
    return momentIn(`${local}T${time}`, actor.timeZone) ?? local;
  };
  const endsAt = day('endsAt', '23:59');
  await forum.call('decisions.giveProxy', {
    orgId: actor.orgId!,
    ...(kind === 'person' && { toPersonId: id }),
    ...(kind === 'org' && { toOrgId: id }),
    startsAt: day('startsAt', '00:00'),
    endsAt,
  });
  return redirect(`${DISCUSSIONS}/proxies`);
});

export const meta = titled('decisions', (t) => t('proxies.title'));

type Line = Awaited<ReturnType<typeof loader>>['data']['proxies'][number];

function standing(line: Line, now: string) {
  if (line.revoked) return 'proxies.revoked' as const;
  if (line.endsAt <= now) return 'proxies.over' as const;
  return line.startsAt > now ? ('proxies.ahead' as const) : ('proxies.inForce' as const);
}

/** The votes that an organisation lent and received, and for its representative the form to lend one. */
export default function Proxies() {
  const { proxies, colleagues, orgs, mayLend, now } = useLoaderData<typeof loader>().data;
  const t = useT('decisions');
  const tell = useT('discussions');
  const lang = useLang();
  const format = useFormat();
  const state = formState(useActionData<typeof action>());
  return (
    <Page width="reading">
      <PageHead
        trail={[{ label: tell('title'), to: DISCUSSIONS }]}
        title={t('proxies.title')}
        facts={[t('proxies.lead')]}
      />
      {proxies.length === 0 ? (
        <EmptyState title={t('proxies.empty')} />
      ) : (
        <Table
          caption={t('proxies.title')}
          rows={proxies}
          rowKey={(line) => line.id}
          columns={[
            {
              key: 'from',
              label: t('proxies.from'),
              heads: true,
              cell: ({ org }) => <LabelText of={org.name} lang={lang} />,
            },
            {
              key: 'to',
              label: t('proxies.to'),
              cell: ({ toPerson, toOrg }) =>
                toPerson ? nameFor(toPerson, lang).text : label(toOrg?.name, lang),
            },
            {
              key: 'days',
              label: t('proxies.days'),
              cell: (line) => `${format.date(line.startsAt)} – ${format.date(line.endsAt)}`,
            },
            {
              key: 'state',
              label: t('proxies.state'),
              cell: (line) => (
                <>
                  {t(standing(line, now))}{' '}
                  {line.given && mayLend && !line.revoked && line.endsAt > now && (
                    <form method="post">
                      <input type="hidden" name="act" value="revoke" />
                      <input type="hidden" name="proxyId" value={line.id} />
                      <Button type="submit" small tone="quiet">
                        {t('proxies.revoke')}
                      </Button>
                    </form>
                  )}
                </>
              ),
            },
          ]}
        />
      )}
      {mayLend && (
        <Panel title={t('proxies.give')}>
          <Form method="post">
            <FormStack>
              <ErrorSummary
                refused={state.refused}
                labels={{
                  toPersonId: t('proxies.to'),
                  startsAt: t('proxies.start'),
                  endsAt: t('proxies.end'),
                }}
              />
              <Field
                label={t('proxies.to')}
                name="to"
                error={state.error('toPersonId') ?? state.error('toOrgId')}
              >
                {(control) => (
                  <Select
                    {...control}
                    placeholder="–"
                    defaultValue={state.value('to')}
                    options={[
                      ...colleagues.map((one) => ({
                        value: `person ${one.id}`,
                        label: nameFor(one, lang).text,
                      })),
                      ...orgs.map((one) => ({
                        value: `org ${one.id}`,
                        ...labelled(one.name, lang),
                      })),
                    ]}
                  />
                )}
              </Field>
              <Field label={t('proxies.start')} name="startsAt" error={state.error('startsAt')}>
                {(control) => (
                  <TextInput {...control} type="date" defaultValue={state.value('startsAt')} />
                )}
              </Field>
              <Field label={t('proxies.end')} name="endsAt" error={state.error('endsAt')}>
                {(control) => (
                  <TextInput {...control} type="date" defaultValue={state.value('endsAt')} />
                )}
              </Field>
              <FormActs>
                <Submit>{t('proxies.give')}</Submit>
              </FormActs>
            </FormStack>
          </Form>
        </Panel>
      )}
    </Page>
  );
}
