/**
 * What a person searched lately. It stays in this browser: the forum keeps no record of who looked for
 * what, and signing out clears it (the answer to it tells the browser to forget its storage).
 */
const MOST = 8;
const keyOf = (person: string) => `searched.${person}`;

export function recentOf(person: string): string[] {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(person)) ?? '[]') as unknown;
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string').slice(0, MOST) : [];
  } catch {
    return [];
  }
}

export function remember(person: string, q: string): void {
  const words = q.trim();
  if (!words) return;
  keep(person, [words, ...recentOf(person).filter((one) => one !== words)].slice(0, MOST));
}

export function forget(person: string): void {
  keep(person, []);
}

function keep(person: string, words: string[]) {
  try {
    if (words.length > 0) localStorage.setItem(keyOf(person), JSON.stringify(words));
    else localStorage.removeItem(keyOf(person));
  } catch {
    // A browser that keeps nothing has nothing to show.
  }
}
