/**
 * Words that stand in no text but a patient's, so that wherever one is found, the patient's data came
 * there. Each has a Latin form and a Cyrillic one: an encoding that spares the first shows the second.
 */
export const CANARIES = {
  identity: ['Zqidvex7', 'Өзүгъэ'],
  clinical: ['Zqclvex7', 'Җклүэё'],
} as const;
export type Canary = keyof typeof CANARIES;

/** Which canaries stand in a text or in bytes: in clear or in any of the usual writings. */
export function canariesIn(found: string | Buffer): Canary[] {
  const raw = typeof found === 'string' ? found : found.toString('latin1');
  const texts = [raw];
  if (typeof found === 'string') texts.push(found.normalize('NFKC'));
  const lower = texts.map((text) => text.toLowerCase());
  return (Object.keys(CANARIES) as Canary[]).filter((kind) =>
    CANARIES[kind].some(
      (word) =>
        sensitive(word).some((writing) => raw.includes(writing)) ||
        insensitive(word).some((writing) => lower.some((text) => text.includes(writing))),
    ),
  );
}

/** Writings in which case matters: base64 at each of the three places a word can begin in. */
function sensitive(word: string): string[] {
  const bytes = Buffer.from(word);
  return [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    // Signs that also hold bits of what stands around the word are left out.
    const end = Math.floor(((before + bytes.length) * 8) / 6);
    return whole.slice(Math.ceil((before * 8) / 6), end);
  });
}

function insensitive(word: string): string[] {
  const hex = Buffer.from(word).toString('hex');
  const pairs = hex.match(/../g)!;
  const points = [...word].map((sign) => sign.codePointAt(0)!.toString(16).padStart(4, '0'));
  return [
    word.toLowerCase(),
    // The bytes of the word as Latin letters: how a file's bytes are searched.
    Buffer.from(word.toLowerCase()).toString('latin1').toLowerCase(),
    Buffer.from(word).toString('latin1').toLowerCase(),
    hex,
    pairs.map((pair) => `%${pair}`).join(''),
    pairs.map((pair) => `=${pair}`).join(''),
    points.map((point) => `\\u${point}`).join(''),
    points.map((point) => `&#x${point};`).join(''),
  ];
}
