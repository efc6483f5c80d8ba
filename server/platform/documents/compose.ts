import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Lang } from '#server/platform/i18n/translate.ts';
import { MISSING, runsOf } from './fonts.ts';
import type { Piece, Sheet } from './sheet.ts';
import type { Words } from './wording.ts';

const INK = '#1b2430';
const INK_2 = '#5b6573';
const LINE = '#d5d9de';
const AI = '#1e4a85';
const SHU = '#c5391a';
const MARK = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 18"><path d="M2 14.6A13 13 0 0 1 15 2M13 16A13 13 0 0 0 26 3.4" fill="none" stroke="${AI}" stroke-width="3" stroke-linecap="round"/><circle cx="14" cy="9" r="3.2" fill="${SHU}"/></svg>`;
const TAGS: Record<Lang, string> = { ja: 'ja-JP', en: 'en-GB', zh: 'zh-Hans', ko: 'ko-KR' };

export type Frame = {
  number: string;
  issuedOn: string;
  /** When the file was made: its metadata carries it. */
  at: Date;
};

/**
 * Sets a sheet: white paper, ink, one rule, the forum's mark; number and day at the head of every page,
 * page numbers at its foot; headings are bookmarks. Answers the definition for pdfmake and the
 * characters that no face has.
 */
export function compose(sheet: Sheet, words: Words, frame: Frame) {
  const missing = new Set<string>();
  const set = (text: string): Content[] =>
    runsOf(text, words.lang, missing).map((run) => ({ text: run.text, font: run.face }));
  const content: Content[] = [
    {
      text: set(sheet.title),
      fontSize: words.lang === 'en' ? 17 : 18,
      bold: true,
      alignment: 'center',
      margin: [0, 2, 0, 12],
    },
    ...parties(sheet, set),
    ...together(sheet.pieces).flatMap((group) => grouped(group, set)),
  ];
  if (missing.size > 0) {
    content.push({
      text: set(words.t('unprintable')),
      fontSize: 8,
      color: INK_2,
      margin: [0, 12, 0, 0],
    });
  }
  const definition: TDocumentDefinitions = {
    version: '1.7',
    language: TAGS[words.lang],
    displayTitle: true,
    pageSize: 'A4',
    pageMargins: [60, 76, 60, 46],
    defaultStyle: { font: 'PlexJP', fontSize: 9.5, color: INK, lineHeight: 1.04 },
    info: {
      title: sheet.title,
      author: 'MEJ Forum',
      subject: frame.number,
      creator: 'MEJ Forum',
      producer: 'MEJ Forum',
      creationDate: frame.at,
      modDate: frame.at,
    },
    header: () => head(words, frame, set),
    footer: (page, pages) => foot(sheet, set, words.t('page', { page, pages })),
    ...(sheet.mark && { watermark: across(sheet.mark.across) }),
    content,
    // A heading does not stand alone at the foot of a page.
    pageBreakBefore: (node, following) =>
      node.headlineLevel === 1 && following.getFollowingNodesOnPage().length === 0,
  };
  return { definition, missing };
}

type Set_ = (text: string) => Content[];

/** Facts that follow each other are one table; what is declared stays with its signature, a whole part with all of it. */
function together(pieces: readonly Piece[]): Piece[][] {
  const groups: Piece[][] = [];
  for (const piece of pieces) {
    const group = groups.at(-1) ?? [];
    const [before] = group;
    const isWhole = before?.kind === 'section' && before.whole === true;
    if (isWhole && group.at(-1)!.kind !== 'signature') group.push(piece);
    else if (piece.kind === 'facts' && before?.kind === 'facts') {
      groups[groups.length - 1] = [{ kind: 'facts', facts: [...before.facts, ...piece.facts] }];
    } else if (piece.kind === 'signature' && before?.kind === 'statement') {
      group.push(piece);
    } else groups.push([piece]);
  }
  return groups;
}

/** A group stands on one page. */
function grouped(group: readonly Piece[], set: Set_): Content[] {
  const content = group.flatMap((piece) => drawn(piece, set));
  return group.length > 1 ? [{ stack: content, unbreakable: true }] : content;
}

function head(words: Words, frame: Frame, set: Set_): Content {
  return {
    margin: [60, 31, 60, 0],
    stack: [
      {
        columns: [
          { svg: MARK, width: 22 },
          { text: 'MEJ Forum', bold: true, fontSize: 10, margin: [7, 0, 0, 0], width: '*' },
          {
            width: 'auto',
            alignment: 'right',
            fontSize: 8.5,
            color: INK_2,
            stack: [
              { text: set(words.t('number', { number: frame.number })) },
              { text: set(words.formalDay(frame.issuedOn)) },
            ],
          },
        ],
      },
      rule(AI, 0.9, [0, 4, 0, 0]),
    ],
  };
}

/** The page's number; above it, on a marked paper, who had it printed and when. */
function foot({ mark }: Sheet, set: Set_, page: string): Content {
  return {
    margin: [60, mark ? 4 : 14, 60, 0],
    alignment: 'center',
    fontSize: 8,
    color: INK_2,
    stack: [...(mark ? [{ text: set(mark.foot), color: SHU }] : []), { text: set(page) }],
  };
}

/** Across the page, so light that everything under it is read. */
function across(text: string) {
  return { text, font: 'PlexJP', fontSize: 54, bold: true, color: INK, opacity: 0.07, angle: -40 };
}

/** The addressee at the left; the issuer at the right, below, as Japanese letters have it. */
function parties(sheet: Sheet, set: Set_): Content[] {
  if (sheet.to.length === 0 && sheet.from.length === 0) return [];
  const [first, ...rest] = sheet.to;
  const [issuer, ...more] = sheet.from;
  return [
    {
      columns: [
        {
          width: '*',
          stack: [
            ...(first ? [{ text: set(first), fontSize: 11.5, bold: true }] : []),
            ...rest.map((line) => ({ text: set(line), fontSize: 10.5 })),
          ],
        },
        {
          width: 'auto',
          margin: [24, 12, 0, 0],
          stack: [
            ...(issuer ? [{ text: set(issuer), bold: true }] : []),
            ...more.map((line) => ({ text: set(line), fontSize: 8.5, color: INK_2 })),
          ],
        },
      ],
      margin: [0, 0, 0, 8],
    },
  ];
}

function drawn(piece: Piece, set: Set_): Content[] {
  switch (piece.kind) {
    case 'section':
      return [
        {
          text: set(piece.title),
          bold: true,
          fontSize: 10.5,
          color: AI,
          margin: [0, 8, 0, 2],
          headlineLevel: 1,
          outline: true,
          outlineText: printable(piece.title),
        } as Content,
      ];
    case 'facts':
      return piece.facts.length === 0 ? [] : [factsTable(piece, set)];
    case 'prose':
      return [{ text: set(piece.text), margin: [0, 0, 0, 4], lineHeight: 1.2 }];
    case 'statement':
      return [{ text: set(piece.text), fontSize: 10.5, lineHeight: 1.2, margin: [0, 7, 0, 3] }];
    case 'list':
      return [
        {
          [piece.numbered ? 'ol' : 'ul']: piece.items.map((item) => ({ text: set(item) })),
          margin: [0, 0, 0, 6],
          markerColor: INK_2,
        } as unknown as Content,
      ];
    case 'figure':
      return [figure(piece, set)];
    case 'table':
      return [table(piece, set)];
    case 'checks':
      return [checks(piece, set)];
    case 'blanks':
      return [blanks(piece, set)];
    case 'signature':
      return [signature(piece, set)];
  }
}

function factsTable({ facts }: Extract<Piece, { kind: 'facts' }>, set: Set_): Content {
  return {
    table: {
      widths: [124, '*'],
      dontBreakRows: true,
      body: facts.map(({ label, value }) => [
        { text: set(label), color: INK_2, fontSize: 8.5, margin: [0, 0.8, 0, 0] },
        { text: set(value) },
      ]),
    },
    layout: lines({ head: false }),
    margin: [0, 0, 0, 4],
  };
}

function table({ columns, rows, total }: Extract<Piece, { kind: 'table' }>, set: Set_): Content {
  const cell = (text: string, at: number, more: object = {}): TableCell => ({
    text: set(text),
    ...(columns[at]!.align ? { alignment: columns[at]!.align } : {}),
    ...more,
  });
  return {
    table: {
      headerRows: 1,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths: columns.map(({ width }) => width),
      body: [
        columns.map(({ label }, at) => cell(label, at, { color: INK_2, fontSize: 8.5 })),
        ...rows.map((row) => row.map((text, at) => cell(text, at))),
        ...(total ? [total.map((text, at) => cell(text, at, { bold: true }))] : []),
      ],
    },
    layout: lines({ head: true, total: total !== undefined }),
    margin: [0, 0, 0, 6],
  };
}

/** Hairlines between rows, a stronger one under the head and above the total, none at the sides. */
function lines({ head: hasHead, total = false }: { head: boolean; total?: boolean }) {
  const strong = (at: number, rows: number) =>
    (hasHead && at === 1) || (total && (at === rows - 1 || at === rows));
  return {
    hLineWidth: (at: number, node: { table: { body: unknown[] } }) =>
      at === 0 && hasHead ? 0 : strong(at, node.table.body.length) ? 0.8 : 0.5,
    hLineColor: (at: number, node: { table: { body: unknown[] } }) =>
      strong(at, node.table.body.length) ? INK : LINE,
    vLineWidth: () => 0,
    paddingLeft: (at: number) => (at === 0 ? 0 : 8),
    paddingRight: () => 0,
    paddingTop: () => 2.1,
    paddingBottom: () => 1,
  };
}

function figure({ label, value, note }: Extract<Piece, { kind: 'figure' }>, set: Set_): Content {
  return {
    margin: [0, 6, 0, 12],
    unbreakable: true,
    stack: [
      { text: set(label), fontSize: 8.5, color: INK_2 },
      { text: set(value), fontSize: 19, bold: true, lineHeight: 1.2 },
      ...(note ? [{ text: set(note), fontSize: 8.5, color: INK_2 }] : []),
    ],
  };
}

function checks({ items }: Extract<Piece, { kind: 'checks' }>, set: Set_): Content {
  return {
    margin: [0, 2, 0, 6],
    stack: items.map(({ text, on }) => ({
      unbreakable: true,
      margin: [0, 0, 0, 4],
      columns: [
        { width: 18, svg: on ? CHECKED : UNCHECKED, margin: [0, 1, 0, 0] },
        { width: '*', text: set(text), margin: [6, 0, 0, 0] },
      ],
    })),
  };
}

const BOX = `<rect x="0.6" y="0.6" width="9" height="9" fill="none" stroke="${INK}" stroke-width="0.8"/>`;
const square = (mark: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="11" height="11">${BOX}${mark}</svg>`;
const UNCHECKED = square('');
const CHECKED = square(
  `<path d="M2.4 5.2 4.4 7.4 8 2.8" fill="none" stroke="${INK}" stroke-width="1.2"/>`,
);

function blanks({ labels }: Extract<Piece, { kind: 'blanks' }>, set: Set_): Content {
  return {
    margin: [0, 8, 0, 0],
    unbreakable: true,
    stack: labels.map((label) => ({
      margin: [0, 8, 0, 0],
      columns: [
        { width: 190, text: set(label), fontSize: 8.5, color: INK_2, margin: [0, 6, 0, 0] },
        rule(INK, 0.6, [0, 17, 0, 0], 285),
      ],
    })),
  };
}

function signature(piece: Extract<Piece, { kind: 'signature' }>, set: Set_): Content {
  return {
    unbreakable: true,
    margin: [150, 4, 0, 4],
    stack: [
      ...piece.lines.map((line) => ({ text: set(line), fontSize: 9 })),
      {
        columns: [
          { width: '*', text: set(piece.name), fontSize: 10.5, margin: [0, 6, 0, 1] },
          {
            width: 'auto',
            text: set(piece.seal),
            fontSize: 8.5,
            color: INK_2,
            margin: [8, 8, 2, 0],
          },
        ],
      },
      rule(INK, 0.6, [0, 0, 0, 0], 325),
    ],
  };
}

function rule(
  color: string,
  lineWidth: number,
  margin: [number, number, number, number],
  width = 475,
): Content {
  return {
    canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth, lineColor: color }],
    margin,
  };
}

/** Bookmarks are read by programs, which have characters of their own. */
function printable(title: string): string {
  return title.replaceAll(MISSING, '');
}
