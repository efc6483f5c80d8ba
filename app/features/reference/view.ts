import type { Lang } from '#app/i18n/lang.ts';
import { dictionary } from '#app/i18n/strings.ts';
import { TOKEN_SCOPES } from '#server/account/schemas.ts';
import { exampleOf, inputFields, type InputField, type Schema } from './input-fields.ts';
import { GENERAL_REFUSALS, OWN_REFUSALS } from './refusals.ts';

type Entry = {
  name: string;
  type: 'command' | 'query';
  summary: string;
  gate: string;
  scope: string;
  input: object;
};

export type ActView = {
  name: string;
  type: 'command' | 'query';
  summary: string;
  gate: string;
  scope: string | null;
  fields: InputField[];
  example: string;
};

/** The acts that match the words, by capability; an act's own name counts as words too. */
export function actsView(entries: readonly Entry[], q: string) {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const found = entries.filter(({ name, summary }) => {
    const text = `${name} ${name.replace(/([A-Z])/g, ' $1')} ${summary}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const capabilities = [...new Set(found.map(({ name }) => capabilityOf(name)))];
  return {
    total: found.length,
    groups: capabilities.map((capability) => ({
      capability,
      acts: found
        .filter(({ name }) => capabilityOf(name) === capability)
        .map(({ name, type, summary, gate, scope, input }): ActView => ({
          name,
          type,
          summary,
          gate,
          scope: isOffered(scope) ? scope : null,
          fields: inputFields(input as Schema),
          example: JSON.stringify(exampleOf(input as Schema)),
        })),
    })),
  };
}
export type ActsView = ReturnType<typeof actsView>;

/** Refusals with their status and what they mean, in the reader's language. */
export function refusalsView(lang: Lang) {
  const errors = dictionary(lang, 'errors');
  const own = dictionary(lang, 'reference');
  const line = ([code, status]: readonly [string, number]) => ({
    code,
    status,
    meaning: own[`meaning.${code}`] ?? errors[code] ?? '',
  });
  return { general: GENERAL_REFUSALS.map(line), own: OWN_REFUSALS.map(line) };
}
export type RefusalView = ReturnType<typeof refusalsView>['general'][number];

/** Whether a token can be made with the scope. */
function isOffered(scope: string): boolean {
  return (TOKEN_SCOPES as readonly string[]).includes(scope);
}

function capabilityOf(name: string): string {
  return name.split('.')[0]!;
}
