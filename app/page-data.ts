import { fragmentsOf } from './i18n/strings.ts';

const UNSAFE_IN_SCRIPT = /[<>&\u2028\u2029]/g;

/**
 * What the loaders answered, for the browser: the scripts that stand at the end of a page in place
 * of the stream that Remix would write. The page's words are not in it: they come as files, which
 * the browser keeps for the next page, and are put back where they stood.
 * @param data the loaders' answers as Remix encodes them
 */
export function dataScripts(
  data: string,
  loaderData: Readonly<Record<string, unknown>>,
  nonce: string,
): string {
  const addresses = new Set<string>();
  let expression = '';
  let done = 0;
  for (const { at, length, parts } of placesIn(data, loaderData)) {
    for (const part of parts) addresses.add(part.address);
    const names = JSON.stringify(parts.map((part) => part.name));
    expression += `${inScript(data.slice(done, at))}+words(${names})+`;
    done = at + length;
  }
  const files = [...addresses].map((address) => `<script src="${address}"></script>`).join('');
  return (
    `${files}<script nonce="${nonce}">{` +
    `const words=(names)=>JSON.stringify("{"+names.map((name)=>forumStrings[name])+"}"),` +
    `to=__remixContext.streamController;` +
    `to.enqueue(${expression}${inScript(data.slice(done))});to.close()}</script>`
  );
}

/** Where the words of the matched routes stand in the data, from first to last. */
function placesIn(data: string, loaderData: Readonly<Record<string, unknown>>) {
  const texts = Object.values(loaderData).map(
    (answer) => (answer as { strings?: unknown } | null | undefined)?.strings,
  );
  return [...new Set(texts)]
    .flatMap((text) => {
      const parts = typeof text === 'string' ? fragmentsOf(text) : undefined;
      const literal = JSON.stringify(text);
      const at = parts ? data.indexOf(literal) : -1;
      return parts && at >= 0 ? [{ at, length: literal.length, parts }] : [];
    })
    .sort((one, other) => one.at - other.at);
}

function inScript(text: string): string {
  return JSON.stringify(text).replace(
    UNSAFE_IN_SCRIPT,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
