import { raw } from '#server/platform/access/access.ts';

/** A person `a` by name, as JSON. */
export const PERSON_JSON = raw(`json_build_object('id', a.id, 'familyName', a.family_name,
  'givenName', a.given_name, 'nameLang', a.name_lang, 'latinName', a.latin_name)`);

/** An organisation `o` by its short name and mark, as JSON. */
export const ORG_JSON = raw(`json_build_object('id', o.id, 'name', o.short_name,
  'monogram', o.monogram, 'hue', o.hue)`);

/** The terms of a vocabulary in their order, as JSON. */
export function termsJson(
  vocabulary: 'projectStages' | 'projectDirections' | 'industryCategories' | 'industryThemes',
) {
  return raw(`(SELECT coalesce(json_agg(json_build_object('code', v.code, 'labels', v.labels)
    ORDER BY v.position), '[]') FROM term v WHERE v.vocabulary = '${vocabulary}')`);
}
