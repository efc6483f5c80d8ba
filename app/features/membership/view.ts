import { countryName } from '#app/i18n/country.ts';
import { foreignIn, label, type Label } from '#app/i18n/label.ts';
import { LANG_TAGS, type Lang } from '#app/i18n/lang.ts';
import type { Answer } from '#server/forum.ts';

export const KINDS = [
  'hospital',
  'society',
  'company',
  'government',
  'partner',
  'facilitator',
  'secretariat',
] as const;
export type Kind = (typeof KINDS)[number];

export const VOCABULARIES = ['diseases', 'industryCategories', 'clinicalSpecialties'];

/** Kinds of a capability profile, in the order they are shown. */
export const CAPABILITIES = [
  'specialty',
  'disease',
  'modality',
  'device',
  'industry',
  'language',
  'country',
  'outOfScope',
] as const;
export type CapabilityKind = (typeof CAPABILITIES)[number];

const WORDS: Partial<Record<CapabilityKind, string>> = {
  specialty: 'clinicalSpecialties',
  disease: 'diseases',
  industry: 'industryCategories',
};

export type Named = { name: string; nameLang: string | undefined };

/** The directory in one language. */
export function directoryView(
  answer: Answer<'membership.listOrganisations'>,
  terms: Answer<'library.terms'>,
  lang: Lang,
) {
  return {
    certifies: answer.certifies,
    counts: answer.counts as Partial<Record<Kind, number>>,
    countries: answer.countries.map(({ code, count }) => ({
      code,
      count,
      name: countryName(code, lang),
    })),
    organisations: answer.organisations.map((one) => ({
      slug: one.slug,
      kind: one.kind as Kind,
      ...named(one.name, lang),
      reading: lang === 'ja' ? one.reading : null,
      monogram: one.monogram,
      hue: one.hue,
      place: placeOf(one, lang),
      certifications: one.certifications,
      departments: one.departments,
      accepting: one.accepting,
      strengths: one.strengths.map(({ kind, code }) =>
        capabilityName(kind as CapabilityKind, code, terms, lang),
      ),
    })),
  };
}
export type DirectoryView = ReturnType<typeof directoryView>;

/** One organisation in one language. */
export function organisationView(
  answer: Answer<'membership.organisationPage'>,
  terms: Answer<'library.terms'>,
  lang: Lang,
  /** Those whom the reader may write to. */
  reachable: ReadonlySet<string> = new Set(),
) {
  const { organisation } = answer;
  return {
    ...named(organisation.name, lang),
    slug: organisation.slug,
    handsOver: answer.handsOver,
    /** Where its membership is suspended or that is ended, by those who may. */
    suspends:
      answer.suspends && ['active', 'grace', 'lapsed', 'suspended'].includes(organisation.status)
        ? {
            at: `/members/${organisation.slug}/standing`,
            back: organisation.status === 'suspended',
          }
        : null,
    /** The duty rota of a hospital, for its own people. */
    duty: answer.duty ? `/members/${organisation.slug}/duty` : null,
    orgId: organisation.id,
    /** Its last day, of one that has announced that it leaves. */
    leavesOn: answer.leavesOn,
    /** Where somebody is invited, a representative is named, and its resignation is, for those who may. */
    inviting: answer.invites ? `/members/${organisation.slug}/invitations` : null,
    naming: answer.names ? `/members/${organisation.slug}/representative` : null,
    leaving: answer.resigns || answer.leavesOn ? `/members/${organisation.slug}/leave` : null,
    asOfSeq: answer.asOfSeq,
    kind: organisation.kind as Kind,
    status: organisation.status,
    reading: lang === 'ja' ? organisation.reading : null,
    monogram: organisation.monogram,
    hue: organisation.hue,
    place: placeOf(organisation, lang),
    website: organisation.website,
    memberSince: organisation.memberSince,
    profile: profileOf(answer.profile, lang),
    departments: answer.departments.map((one) => ({
      key: one.specialty,
      name: label(one.name, lang),
      specialty: term(terms, 'clinicalSpecialties', one.specialty, lang),
      capacity: one.now,
      capacityUntil: one.now === 'unconfirmed' ? null : one.capacityUntil,
      yearlyCases: one.yearlyCases,
    })),
    /** The page where the capacity is tended, for those who may. */
    tending:
      answer.tends && answer.departments.length > 0
        ? `/members/${organisation.slug}/capacity`
        : null,
    /** Where its departments and capabilities are tended, for its own people and the secretariat. */
    profiling: answer.profiled ? `/members/${organisation.slug}/profile` : null,
    /** Where what it has to be booked is kept. */
    booking: answer.books ? `/members/${organisation.slug}/resources` : null,
    watching: answer.watches ? `/members/${organisation.slug}/certifications` : null,
    capabilities: CAPABILITIES.map((kind) => ({
      kind,
      lines: answer.capabilities
        .filter((one) => one.kind === kind)
        .map(({ code, evidence }) => {
          const name = capabilityName(kind, code, terms, lang);
          return { code, name, evidence: evidence ? afterName(label(evidence, lang), name) : '' };
        }),
    })).filter(({ lines }) => lines.length > 0),
    certifications: answer.certifications,
    people:
      answer.people?.map((one) => ({
        id: one.id,
        mayEnd: one.mayEnd,
        name: `${one.familyName} ${one.givenName}`.trim(),
        nameLang: one.nameLang,
        latinName: one.latinName,
        reading: lang === 'ja' ? one.reading : null,
        hue: one.hue,
        title: one.title ? label(one.title, lang) : null,
        roles: one.roles,
        reachable: reachable.has(one.id),
      })) ?? null,
  };
}
export type OrganisationView = ReturnType<typeof organisationView>;

export function named(name: Label, lang: Lang): Named {
  return { name: label(name, lang), nameLang: foreignIn(name, lang) };
}

function placeOf(one: { city: Label | null; country: string }, lang: Lang): string {
  const country = countryName(one.country, lang);
  const city = one.city ? label(one.city, lang) : '';
  if (!city) return country;
  return lang === 'en' ? `${city}, ${country}` : one.country === 'JP' ? city : `${country} ${city}`;
}

function profileOf(blocks: { block: string; lang: string; body: string }[], lang: Lang) {
  const texts = blocks.filter(({ block }) => block === 'profile');
  const found = [lang, 'en', 'ja']
    .map((wanted) => texts.find((text) => text.lang === wanted))
    .find(Boolean);
  if (!found) return null;
  return {
    paragraphs: found.body.split(/\n{2,}/),
    lang: found.lang === lang ? undefined : LANG_TAGS[found.lang as Lang],
  };
}

/** Evidence often begins with what it is about, which already stands above it. */
function afterName(evidence: string, name: string): string {
  if (!evidence.startsWith(name)) return evidence;
  const rest = evidence.slice(name.length).replace(/^[\s、,:：]+/, '');
  return rest || evidence;
}

function capabilityName(
  kind: CapabilityKind,
  code: string,
  terms: Answer<'library.terms'>,
  lang: Lang,
): string {
  if (kind === 'country') return countryName(code, lang);
  if (kind === 'language') return languageName(code, lang);
  const vocabulary = WORDS[kind];
  return vocabulary ? term(terms, vocabulary, code, lang) : code.replace('-', '–');
}

export function languageName(code: string, lang: Lang): string {
  try {
    return new Intl.DisplayNames([LANG_TAGS[lang]], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

function term(
  terms: Answer<'library.terms'>,
  vocabulary: string,
  code: string,
  lang: Lang,
): string {
  const found = terms[vocabulary]?.find((one) => one.code === code);
  return found ? label(found.labels, lang) : code;
}
