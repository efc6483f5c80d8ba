import { formsIn } from '#server/platform/traces.ts';
import { namesACase } from '#server/platform/ids.ts';

/** Why a text stays within the forum: what in it may be of a patient. */
export const KEPT = ['case', 'birth', 'age', 'care', 'email', 'phone', 'number'] as const;
export type Kept = (typeof KEPT)[number];

const BIRTH = /生年月日|誕生日|date of birth|\bd\.?o\.?b\b|\bborn (on|in)\b|出生日期|생년월일/iu;
/** An age with a sex: how a doctor begins to speak of somebody. */
const AGE =
  /\d{1,3}\s?(歳|才|岁|周岁|세)(の|、|,|·)?\s?(男|女|남|여)|(男|女)(性|児)?[、,(]?\s?\d{1,3}\s?(歳|才|岁)|\b\d{1,3}[- ]?(years?[- ]old|y\/?o)\b[ ,]*(man|woman|male|female|boy|girl|gentleman|lady|patient)\b|\b\d{1,3}\s?[MF]\b(?=[ ,]+(with|presenting|admitted|who|c\/o))/iu;
const PATIENT = /患者|patient|환자/iu;
const CARE =
  /入院|退院|手術|受診|転院|診断|搬送|admitted|admission|discharged|surgery|operated|diagnos|住院|出院|手术|诊断|就诊|입원|퇴원|수술|진단|진료/iu;

/**
 * What in these texts may be of a patient, or of anybody's person: the forms that hold a text back from
 * the broadcast of a case, and how people speak of one patient. A day alone is a meeting's; beside a
 * patient's stay, in the same paragraph, it is somebody's.
 */
export function keptBack(texts: readonly string[]): Kept[] {
  return KEPT.filter((kind) => texts.some((text) => HOLDS[kind](text)));
}

const HOLDS: Record<Kept, (text: string) => boolean> = {
  case: namesACase,
  birth: (text) => BIRTH.test(plain(text)),
  age: (text) => AGE.test(plain(text)),
  care: (text) => text.split(/\n\s*\n/).some(isOfAStay),
  email: (text) => formsIn(text).includes('email'),
  phone: (text) => formsIn(text).includes('phone'),
  number: (text) => formsIn(text).includes('number'),
};

function isOfAStay(paragraph: string): boolean {
  const said = plain(paragraph);
  return PATIENT.test(said) && CARE.test(said) && formsIn(said).includes('date');
}

function plain(text: string): string {
  return text.normalize('NFKC');
}
