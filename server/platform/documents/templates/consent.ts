import type { DocumentData } from '../kinds.ts';
import { facts, prose, section, titled, type Piece, type Sheet } from '../sheet.ts';
import type { Words } from '../wording.ts';

/** What the patient agrees to, to be read, marked where it was agreed to, and signed by hand. */
export function consent(data: DocumentData<'consent'>, w: Words): Sheet {
  const { stages, agreed } = data;
  return {
    title: w.t('kind.consent'),
    to: [],
    from: [],
    pieces: [
      facts(...data.facts),
      ...(data.lead ? [prose(data.lead)] : []),
      ...data.parts.flatMap((part) => [
        ...titled(part.title, part.text),
        ...(part.key === 'recipients' && stages ? ladder(stages) : []),
      ]),
      section(agreed.title),
      { kind: 'checks', items: agreed.items.map(({ text, agreed: on }) => ({ text, on })) },
      { kind: 'statement', text: data.statement },
      ...(data.explained ? [prose(data.explained)] : []),
      { kind: 'blanks', labels: data.sign },
    ],
  };
}

function ladder({ title, columns, rows }: NonNullable<DocumentData<'consent'>['stages']>): Piece[] {
  return [
    section(title),
    {
      kind: 'table',
      columns: [
        { label: columns[0], width: 140 },
        { label: columns[1], width: '*' },
      ],
      rows: rows.map(({ who, what }) => [who, what]),
    },
  ];
}
