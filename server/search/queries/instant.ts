import { anywhere } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';
import { gatherPosts, gatherRecords } from '../gather.ts';
import { questionOf } from '../question.ts';
import { readHits } from '../reading.ts';
import { ranked } from '../results.ts';
import { Instant } from '../schemas.ts';

/** So many are looked at, and so many shown: what is called so first, then the newest posts. */
const LOOKED_AT = 40;
const RECORDS = 5;
const POSTS = 3;

/** The first few findings while somebody is still typing. */
export const instant = query('search.instant', {
  input: Instant,
  subject: anywhere,
  gate: 'home.view',
  summary: 'The first few findings while somebody is typing',
  limit: { points: 240, seconds: 60 },
  async run({ input, actor, tx }) {
    const question = await questionOf(tx, input);
    if (!question) return { hits: [] };
    const records = await gatherRecords(tx, actor, question, LOOKED_AT);
    const posts = await gatherPosts(tx, actor, question, LOOKED_AT);
    const first = [
      ...ranked(records.found, 'relevance', question.now).slice(0, RECORDS),
      ...ranked(posts.found, 'relevance', question.now).slice(0, POSTS),
    ].map(({ one }) => one);
    const terms = question.terms.map(({ text }) => text);
    const hits = await readHits(tx, actor, first, terms);
    return {
      hits: hits.map(({ id, kind, href, title, titleLang, snippet, snippetLang, tags, org }) => ({
        id,
        kind,
        href,
        title,
        titleLang,
        snippet: kind === 'post' ? snippet : [],
        snippetLang,
        // Those by which it was found; in a few lines there is no place for the others.
        tags: tags.filter(({ label }) => label.some(({ hit }) => hit)),
        org,
      })),
    };
  },
});
