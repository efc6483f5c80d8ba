import MarkdownIt from 'markdown-it';

const SAFE_LINK = /^(https?:\/\/|mailto:)[^\s]/i;

const md = new MarkdownIt({ html: false, linkify: true, breaks: false, typographer: false });
// No images: a picture from elsewhere tells its host who reads what, and when.
md.disable(['image', 'html_block', 'html_inline']);
md.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
md.validateLink = (url) => SAFE_LINK.test(url.trim());
md.renderer.rules['link_open'] = (tokens, index, options, _env, renderer) => {
  tokens[index]!.attrSet('rel', 'noopener');
  return renderer.renderToken(tokens, index, options);
};
// A wide table scrolls in its own box, which the keyboard must reach.
md.renderer.rules['table_open'] = () => '<div class="scroll" tabindex="0"><table>';
md.renderer.rules['table_close'] = () => '</table></div>';
// The page's own title is the first level, so a text begins with the second, whatever it was given.
md.core.ruler.push('heading_levels', ({ tokens }) => {
  const headings = tokens.filter((token) => /^heading_/.test(token.type));
  const top = Math.min(...headings.map((token) => Number(token.tag.slice(1))));
  for (const token of headings) {
    token.tag = `h${Math.min(6, Number(token.tag.slice(1)) - top + 2)}`;
  }
});

/**
 * The HTML of a library text: headings, paragraphs, lists, quotes, tables and links. Nothing of the
 * text becomes markup but what Markdown says here.
 */
export function renderText(text: string): string {
  return md.render(text).trim();
}
