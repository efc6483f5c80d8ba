import type { DocumentData } from '../kinds.ts';
import { facts, prose, section, titled, type Column, type Piece, type Sheet } from '../sheet.ts';
import type { Words } from '../wording.ts';

type Application = DocumentData<'consortiumApplication'>;

/** Who applies together, for what, by when, and what is still missing. */
export function consortiumApplication(data: Application, w: Words): Sheet {
  const { conditions, source, checks, schedule } = data;
  return {
    title: w.t('kind.consortiumApplication'),
    to: [],
    from: [data.lead],
    pieces: [
      facts(...data.facts),
      ...titled(w.t('application.summary'), data.summary),
      ...roles(data.roles, w),
      ...listed(
        w.t('application.conditions'),
        [
          { label: w.t('application.condition'), width: 124 },
          { label: w.t('application.said'), width: '*' },
        ],
        conditions.map(({ label, value }) => [label, value]),
        source,
      ),
      ...listed(
        w.t('application.checks'),
        [
          { label: w.t('application.check'), width: '*' },
          { label: w.t('application.state'), width: 132 },
        ],
        checks.map(({ text, state }) => [text, state]),
      ),
      ...listed(
        w.t('application.schedule'),
        [
          { label: w.t('application.day'), width: 124 },
          { label: w.t('application.step'), width: '*' },
          { label: w.t('application.state'), width: 132 },
        ],
        schedule.steps.map(({ on, text, state }) => [w.day(on), text, state]),
        schedule.note,
      ),
      prose(w.t('application.note')),
    ],
  };
}

function roles(all: Application['roles'], w: Words): Piece[] {
  const hasConsents = all.some(({ consent }) => consent !== '');
  const columns: Column[] = [
    { label: w.t('application.role'), width: 92 },
    { label: w.t('application.task'), width: '*' },
    { label: w.t('application.organisation'), width: 132 },
    ...(hasConsents ? [{ label: w.t('application.consent'), width: 84 }] : []),
  ];
  const rows = all.map(({ role, task, organisation, consent }) => [
    role,
    task,
    organisation,
    ...(hasConsents ? [consent] : []),
  ]);
  return [section(w.t('application.roles')), { kind: 'table', columns, rows }];
}

/** A table with its heading, and what is said of it; nothing where there are no rows. */
function listed(
  title: string,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  note = '',
): Piece[] {
  if (rows.length === 0) return [];
  return [section(title), { kind: 'table', columns, rows }, ...(note === '' ? [] : [prose(note)])];
}
