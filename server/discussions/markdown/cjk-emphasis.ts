import type MarkdownIt from 'markdown-it';
import type StateInline from 'markdown-it/lib/rules_inline/state_inline.mjs';

const ASTERISK = 0x2a;
const UNDERSCORE = 0x5f;
/** Kana, ideographs, Hangul, their punctuation and full-width forms. */
const CJK =
  /[\u1100-\u11ff\u2e80-\u303f\u3040-\u30ff\u3130-\u318f\u31f0-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\ud840-\ud8bf\udc00-\udfff]/;

/**
 * CommonMark decides by spaces whether `**` opens or closes, and Japanese, Chinese and Korean write
 * none: in `**性状（充実）**まで` the second `**` follows a bracket and precedes a letter, so it would
 * stay on the page. Beside a character of these scripts an asterisk is judged by whitespace alone.
 */
export function emphasiseCjk(md: MarkdownIt): void {
  const { isWhiteSpace } = md.utils;

  function scan(state: StateInline, asterisk: boolean) {
    const scanned = state.scanDelims(state.pos, asterisk);
    if (!asterisk) return scanned;
    const before = state.src[state.pos - 1] ?? ' ';
    const end = state.pos + scanned.length;
    const after = end < state.posMax ? state.src[end]! : ' ';
    if (!CJK.test(before) && !CJK.test(after)) return scanned;
    return {
      ...scanned,
      can_open: !isWhiteSpace(after.charCodeAt(0)),
      can_close: !isWhiteSpace(before.charCodeAt(0)),
    };
  }

  md.inline.ruler.at('emphasis', (state, silent) => {
    const marker = state.src.charCodeAt(state.pos);
    if (silent || (marker !== ASTERISK && marker !== UNDERSCORE)) return false;
    const scanned = scan(state, marker === ASTERISK);
    for (let i = 0; i < scanned.length; i++) {
      const token = state.push('text', '', 0);
      token.content = String.fromCharCode(marker);
      state.delimiters.push({
        marker,
        length: scanned.length,
        token: state.tokens.length - 1,
        end: -1,
        open: scanned.can_open,
        close: scanned.can_close,
      });
    }
    state.pos += scanned.length;
    return true;
  });
}
