import { text } from '#app/page.ts';
import type {
  AbroadUnknown,
  ConsentTextLang,
  ConsentTextVersion,
} from '#server/referrals/plain.ts';
import { MOST_ABROAD } from '#server/referrals/plain.ts';
import { CONSENT_COVERS } from '#server/referrals/schemas.ts';
import { HOSPITAL, ofConsent } from './field-names.ts';

/** What the form says of the paper: wording, hospitals, countries and days. */
export function readTerms(form: FormData) {
  const textLang = text(form, 'textLang') as ConsentTextLang;
  const named = text(form, 'orgClass') === 'named';
  const numbers = Array.from({ length: MOST_ABROAD }, (_, at) => at);
  return {
    textVersion: text(form, 'textVersion') as ConsentTextVersion,
    textLang,
    lang: text(form, 'lang') || textLang,
    covers: CONSENT_COVERS.filter((value) => form.get(`covers.${value}`) !== null),
    orgClass: named ? null : ('offeredHospitals' as const),
    orgIds: named
      ? [...form.keys()]
          .filter((key) => key.startsWith(HOSPITAL))
          .map((key) => key.slice(HOSPITAL.length))
      : [],
    abroadUnknown: (text(form, 'abroadUnknown') || null) as AbroadUnknown | null,
    abroadCountries: numbers
      .map((at) => text(form, `abroadCountries.${at}`))
      .filter((code) => code !== '') as 'MN'[],
    validTo: text(form, 'validTo'),
  };
}

/** The whole form as the use case takes it. */
export function readConsent(form: FormData) {
  return {
    version: Number(text(form, 'version')),
    ...readTerms(form),
    lang: text(form, 'lang'),
    givenBy: text(form, 'givenBy') as 'patient',
    signer: text(form, 'signer'),
    relation: (text(form, 'relation') || null) as 'parent' | null,
    method: text(form, 'method') as 'written',
    givenOn: text(form, 'givenOn'),
  };
}

/** The form as it was filled in, for a page that leads back to it. */
export function filledIn(form: FormData): Record<string, string> {
  const texts = [...form].filter(
    (field): field is [string, string] => typeof field[1] === 'string',
  );
  return ofConsent(Object.fromEntries(texts));
}
