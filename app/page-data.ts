import { fragmentsOf } from './i18n/strings.ts';

/**
 * What loaders answered for a page that is drawn whole: the page reads it, and the browser gets it
 * from `dataScripts`. Remix's own encoding finds nothing in it, so that it is not written twice.
 */
const lean = new WeakMap<object, () => unknown>();
const UNSAFE_IN_SCRIPT = /[<\u2028\u2029]/g;

/** Stands in a page's data for the markup of an element of the page: a text travels once. */
export type Shown = { $html: string };
export function shown(elementId: string): Shown {
  return { $html: elementId };
}

/**
 * Keeps an answer for `dataScripts`.
 * @param inBrowser the answer as the browser needs it, with `shown` for what stands on the page
 */
export function forWholePage<T extends object>(
  answer: T,
  inBrowser: () => unknown = () => answer,
): T {
  const hidden = Object.create(
    Object.prototype,
    Object.fromEntries(
      Object.entries(answer).map(([key, value]) => [key, { value, enumerable: false }]),
    ),
  ) as T;
  lean.set(hidden, inBrowser);
  return hidden;
}

/**
 * The scripts that stand at the end of a page in place of the stream that Remix would write. They put
 * the loaders' answers, which come as plain JSON, where Remix's encoding has left them out. The page's
 * words are not in it: they come as files, which the browser keeps for the next page.
 * @param rest what Remix encoded: errors, what an action answered, and the answers of other loaders
 */
export function dataScripts(
  rest: string,
  loaderData: Readonly<Record<string, unknown>>,
  nonce: string,
): string {
  const addresses = new Set<string>();
  const answers: Record<string, unknown> = {};
  for (const [route, answer] of Object.entries(loaderData)) {
    const inBrowser = lean.get(answer as object)?.();
    if (inBrowser) answers[route] = withWords(inBrowser, addresses);
  }
  const files = [...addresses].map((address) => `<script src="${address}"></script>`).join('');
  return (
    `${files}<script type="application/json" id="page-data">${inScript(answers)}</script>` +
    `<script nonce="${nonce}">${PUT_BACK}(${inScript(rest)})</script>`
  );
}

/**
 * In the browser: reads Remix's encoding (a list in which everything stands once and is named by its
 * place, null as -5), adds the answers to it, and hands it to Remix.
 */
const PUT_BACK =
  '((rest)=>{' +
  'const end=rest.indexOf("\\n"),list=JSON.parse(rest.slice(0,end)),' +
  'page=JSON.parse(document.getElementById("page-data").textContent),' +
  'put=(value)=>{' +
  'if(value===null)return -5;' +
  'if(Object.hasOwn(value,"$date"))return list.push(["D",value.$date])-1;' +
  'if(value.$words)value="{"+value.$words.map((name)=>forumStrings[name])+"}";' +
  'else if(value.$html)value=document.getElementById(value.$html)?.innerHTML??"";' +
  'const place=list.push(value)-1;' +
  'if(Array.isArray(value))list[place]=value.map(put);' +
  'else if(typeof value==="object")list[place]=Object.fromEntries(' +
  'Object.entries(value).map(([key,one])=>["_"+put(key),put(one)]));' +
  'return place},' +
  'routes=list[list[0]["_"+list.indexOf("loaderData")]],' +
  'to=__remixContext.streamController;' +
  'for(const key in routes){const name=list[key.slice(1)];' +
  'if(Object.hasOwn(page,name))routes[key]=put(page[name])}' +
  'to.enqueue(JSON.stringify(list)+rest.slice(end));to.close()})';

/** An answer with the names of its words in place of them. */
function withWords(answer: object, addresses: Set<string>): object {
  const { strings } = answer as { strings?: unknown };
  const parts = typeof strings === 'string' ? fragmentsOf(strings) : undefined;
  if (!parts) return answer;
  for (const part of parts) addresses.add(part.address);
  return { ...answer, strings: { $words: parts.map((part) => part.name) } };
}

/** JSON writes a moment as text; the browser is to get a moment. */
function withDates(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const own = this[key];
  return own instanceof Date ? { $date: own.getTime() } : value;
}

function inScript(value: unknown): string {
  return JSON.stringify(value, withDates).replace(
    UNSAFE_IN_SCRIPT,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
