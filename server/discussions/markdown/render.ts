import MarkdownIt from 'markdown-it';
import { emphasiseCjk } from './cjk-emphasis.ts';
import { markCalls } from './calls.ts';

const SAFE_LINK = /^(https?:\/\/|mailto:)[^\s]/i;
/** Where an address in running text ends: Japanese and Chinese go on without a space. */
const NOT_IN_ADDRESS = /[\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7af\uff00-\uffef]/;

const md = new MarkdownIt({ html: false, linkify: true, breaks: true, typographer: false });
// No images: a picture from elsewhere tells its host who reads what, and when.
md.disable(['image', 'reference', 'heading', 'lheading', 'html_block', 'html_inline']);
md.use(emphasiseCjk);
md.use(markCalls);
md.linkify.set({ fuzzyLink: false, fuzzyEmail: true, fuzzyIP: false });
for (const schema of ['http:', 'https:']) md.linkify.add(schema, { validate: lengthOfAddress });
for (const schema of ['ftp:', '//']) md.linkify.add(schema, null);
md.validateLink = (url) => SAFE_LINK.test(url.trim());
md.renderer.rules['link_open'] = (tokens, index, options, _env, renderer) => {
  tokens[index]!.attrSet('rel', 'noopener nofollow ugc');
  return renderer.renderToken(tokens, index, options);
};
// Wide tables and code scroll in their own box, which the keyboard must reach.
md.renderer.rules['table_open'] = () => '<div class="scroll" tabindex="0"><table>';
for (const block of ['fence', 'code_block']) {
  const plain = md.renderer.rules[block]!;
  md.renderer.rules[block] = (...of) => plain(...of).replace('<pre', '<pre tabindex="0"');
}
md.renderer.rules['table_close'] = () => '</table></div>';

/**
 * The HTML of a post. Nothing of the text becomes markup but what Markdown says here: paragraphs,
 * emphasis, lists, quotes, code, tables, and links to http, https and mailto.
 * @param calls mentions of the text as it writes them (`@林 直子`): they are set apart where they stand
 */
export function renderMarkdown(text: string, calls: readonly string[] = []): string {
  return md.render(text, { calls }).trim();
}

function lengthOfAddress(text: string, position: number): number {
  const rest = text.slice(position);
  const end = rest.search(/[\s<>"`|\\^{}]/);
  let address = end < 0 ? rest : rest.slice(0, end);
  const foreign = address.search(NOT_IN_ADDRESS);
  if (foreign >= 0) address = address.slice(0, foreign);
  address = withoutTrailing(address);
  return /^\/\/[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d+)?([/?#]|$)/i.test(address) ? address.length : 0;
}

// A full stop or a bracket behind an address belongs to the sentence, unless the bracket was opened in it.
function withoutTrailing(address: string): string {
  let unopened = count(address, ')') - count(address, '(');
  let end = address.length;
  // From the back, sign by sign: an address may be all brackets.
  for (; end > 0; end -= 1) {
    const last = address[end - 1]!;
    if (last === ')' && unopened > 0) unopened -= 1;
    else if (!`.,;:!?'*_~]`.includes(last)) break;
  }
  return address.slice(0, end);
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
