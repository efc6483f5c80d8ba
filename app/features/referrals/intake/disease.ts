import { label, labelLang } from '#app/i18n/label.ts';
import { LANG_TAGS, type Lang } from '#app/i18n/lang.ts';
import type { PageArgs } from '#app/page.ts';
import type { Answer } from '#server/forum.ts';
import { holdsCode, icdCode } from '#server/referrals/icd/plain.ts';

/** An illness as a case keeps it: the block in the open, the code within the clinical summary. */
export type Disease = { icdBlock: string; icdCode: string };
export type IcdHit = Answer<'referrals.searchIcd'>['hits'][number];

const LONGEST_BLOCK = 16;
const WRITTEN = /^([A-Z][0-9]{2}(?:-[A-Z][0-9]{2}|\.?[0-9A-Z]{0,4}))(?![0-9A-Z.])/;

/** What stands in the field for a code: the code, then what it is called. */
export function diseaseText(code: string, name: string): string {
  return `${code.replace('-', '–')} ${name}`.trim();
}

/**
 * The illness that a text begins with. What names none is handed on as it was typed, for the forum to
 * refuse beside the field.
 * @param blocks every block of ICD-10: `I30-I52`
 */
export function readDisease(text: string, blocks: readonly string[]): Disease {
  const plain = text.normalize('NFKC').trim().toUpperCase().replaceAll('–', '-');
  if (!plain) return { icdBlock: '', icdCode: '' };
  const written = WRITTEN.exec(plain)?.[1] ?? '';
  if (blocks.includes(written)) return { icdBlock: written, icdCode: '' };
  const code = icdCode(written);
  const block = code && blocks.find((each) => holdsCode(each, code));
  return block
    ? { icdBlock: block, icdCode: code }
    : { icdBlock: plain.slice(0, LONGEST_BLOCK), icdCode: '' };
}

/** The illness that is saved, as the field shows it. */
export async function savedDiseaseText(
  { forum, context }: Pick<PageArgs, 'forum' | 'context'>,
  { icdBlock, icdCode: code }: Disease,
): Promise<string> {
  const wanted = code || icdBlock;
  if (!wanted) return '';
  const { hits } = await forum.call('referrals.searchIcd', { q: wanted, limit: 1 });
  const named = hits.find((hit) => hit.code === wanted);
  return diseaseText(wanted, named ? label(named.labels, context.lang) : '');
}

export type IcdLine = ReturnType<typeof icdLine>;

/** Something found, in the reader's language. */
export function icdLine({ code, level, labels, block, foundAs }: IcdHit, lang: Lang) {
  const written = labelLang(labels, lang);
  const name = label(labels, lang);
  const within = level === 'code' ? diseaseText(block.code, label(block.labels, lang)) : '';
  return {
    key: code,
    value: diseaseText(code, name),
    lead: code.replace('-', '–'),
    text: name,
    lang: written === lang ? undefined : LANG_TAGS[written],
    detail: [foundAs, within].filter(Boolean).join(' · '),
  };
}
