import type MarkdownIt from 'markdown-it';
import type Token from 'markdown-it/lib/token.mjs';

/**
 * Sets the mentions that a post stores apart from its other words. Which they are comes with the post
 * (`env.calls`); nothing is looked up by name, and an `@` that calls nobody stays a letter.
 */
export function markCalls(md: MarkdownIt): void {
  md.core.ruler.push('calls', (state) => {
    const calls = [...((state.env as { calls?: readonly string[] }).calls ?? [])]
      // Of two that begin alike the longer one is meant.
      .sort((a, b) => b.length - a.length);
    if (calls.length === 0) return;
    for (const block of state.tokens) {
      if (!block.children) continue;
      let linked = 0;
      block.children = block.children.flatMap((token) => {
        if (token.type === 'link_open') linked++;
        if (token.type === 'link_close') linked--;
        return token.type === 'text' && linked === 0 ? apart(token, calls, state.Token) : [token];
      });
    }
  });
  md.renderer.rules['call'] = (tokens, index) =>
    `<span class="call">${md.utils.escapeHtml(tokens[index]!.content)}</span>`;
}

function apart(text: Token, calls: readonly string[], Make: typeof Token): Token[] {
  const made: Token[] = [];
  let rest = text.content;
  while (rest) {
    const next = first(rest, calls);
    if (!next) break;
    if (next.at > 0) made.push(token(Make, 'text', rest.slice(0, next.at)));
    made.push(token(Make, 'call', next.call));
    rest = rest.slice(next.at + next.call.length);
  }
  if (made.length === 0) return [text];
  return rest ? [...made, token(Make, 'text', rest)] : made;
}

/** The call that stands first; at one place the longest, as they are given in that order. */
function first(text: string, calls: readonly string[]): { at: number; call: string } | null {
  let found: { at: number; call: string } | null = null;
  for (const call of calls) {
    const at = text.indexOf(call);
    if (at >= 0 && (!found || at < found.at)) found = { at, call };
  }
  return found;
}

function token(Make: typeof Token, type: string, content: string): Token {
  const made = new Make(type, '', 0);
  made.content = content;
  return made;
}
