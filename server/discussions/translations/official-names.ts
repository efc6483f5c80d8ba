import { namesIn, termsIn, usesOf, withOfficial } from '#server/glossary/index.ts';
import type { Language } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';

/** The text of a paragraph as it shall be kept, given what its source says. */
export type Rewrite = (source: string, body: string) => string;

/** Puts a text's official names in place of the spellings that are known to stand for them. */
export async function officialNames(
  tx: Tx,
  post: { body: string; lang: string },
  to: Language,
): Promise<Rewrite> {
  const from = post.lang as Language;
  const terms = await termsIn(tx, post.body, from);
  return (source, body) =>
    usesOf(body, namesIn(source, from, to, terms)).reduce(
      (text, { used, official }) => (used ? withOfficial(text, used, official) : text),
      body,
    );
}
