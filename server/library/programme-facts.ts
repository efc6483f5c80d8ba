import type { Tx } from '#server/platform/database/transaction.ts';
import type { Label } from './vocabulary.ts';

/** What can be compared of each condition of a programme. A condition that is not stated is not there. */
export type FactValues = {
  /** Kinds of organisations that may apply. */
  applicants: { kinds: string[] };
  /** ISO 3166-1 codes of the countries that applicants are of. */
  applicantCountries: { codes: string[] };
  /** Kinds of organisations that have to take part; none: the source says it in words alone. */
  partners: { kinds: string[] };
  /** The share of the costs that is paid at most. */
  costShare: { percent: number };
  /** What is paid at most, in minor units. */
  amountCap: { amount: number; currency: string };
  deadline: { on: string };
  /** Industry categories that it is for; the words may say more than the codes. */
  themes: { fields: string[] };
  targetCountries: { codes: string[] };
  documents: { kinds: string[] };
};
export type FactKey = keyof FactValues;
/** All conditions, in the order in which they are read. */
export const FACT_KEYS = [
  'applicants',
  'applicantCountries',
  'partners',
  'targetCountries',
  'themes',
  'costShare',
  'amountCap',
  'deadline',
  'documents',
] as const satisfies readonly FactKey[];

/** One stated condition, where it is stated, and how old that statement is. */
export type ProgrammeFact = {
  [Key in FactKey]: {
    key: Key;
    value: FactValues[Key];
    said: Label;
    source: { publisher: Label; section: string; url?: string };
    /** A day, or a year, which is a fiscal year. */
    statedOn: string;
  };
}[FactKey];

/** The conditions that the source of a support programme states. */
export async function factsOf(tx: Tx, itemId: string): Promise<ProgrammeFact[]> {
  return tx.sql<ProgrammeFact>`
    SELECT key, value, said, source, stated_on AS "statedOn" FROM programme_fact
     WHERE item_id = ${itemId} ORDER BY array_position(${[...FACT_KEYS]}::text[], key)`;
}

/** The comparable value of one condition; undefined: not stated. */
export function factValue<Key extends FactKey>(
  facts: readonly ProgrammeFact[],
  key: Key,
): FactValues[Key] | undefined {
  return facts.find((fact) => fact.key === key)?.value as FactValues[Key] | undefined;
}
