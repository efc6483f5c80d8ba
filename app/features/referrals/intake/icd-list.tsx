import { Form } from '@remix-run/react';
import type { T } from '#app/i18n/use-t.ts';
import { Button, EmptyState, Panel, Table } from '#app/ui/index.ts';
import type { IcdLine } from './disease.ts';

/** What was found, each to be taken by its button. */
export function IcdList({
  lines,
  version,
  t,
}: {
  lines: readonly IcdLine[];
  version: number;
  t: T<'referrals'>;
}) {
  if (lines.length === 0) return <EmptyState title={t('condition.icd.none')} />;
  return (
    <Form method="post">
      <input type="hidden" name="version" value={version} />
      <Panel title={t('condition.icd.list')}>
        <Table
          caption={t('condition.icd.found', { count: lines.length })}
          dense
          rows={lines}
          rowKey={({ key }) => key}
          columns={[
            { key: 'code', label: t('condition.icdCode'), cell: ({ lead }) => lead, heads: true },
            {
              key: 'name',
              label: t('facts.block'),
              cell: ({ text, lang, detail }) => (
                <>
                  <span lang={lang}>{text}</span>
                  {detail && (
                    <>
                      <br />
                      <small>{detail}</small>
                    </>
                  )}
                </>
              ),
            },
            {
              key: 'choose',
              label: t('condition.icd.choose'),
              align: 'end',
              cell: ({ key, lead }) => (
                <Button
                  type="submit"
                  small
                  name="choose"
                  value={key}
                  aria-label={`${t('condition.icd.choose')}: ${lead}`}
                >
                  {t('condition.icd.choose')}
                </Button>
              ),
            },
          ]}
        />
      </Panel>
    </Form>
  );
}
