import { get } from 'node:http';
import { report } from './figures.ts';
import type { LoadedForum } from './forum.ts';

/** Bytes on the line when somebody opens a thread for the first time, compressed with gzip. */
export async function measureFirstVisit({ forum, members, readThread }: LoadedForum) {
  const path = `/discussions/threads/${readThread}`;
  const page = await fetch(`${forum.url}${path}`, { headers: { Cookie: members[0]!.cookie } });
  const html = await page.text();
  if (!page.ok) {
    report({ name: 'first visit to a thread', value: null, unit: 'kB', note: 'no such page' });
    return;
  }
  // What the page loads: the manifest of all routes is named in it, and is not.
  const loads = [...html.matchAll(/(?:src|href|from|import)[= ]"(\/[\w./-]+\.js)"/g)].map(
    ([, address]) => address!,
  );
  const scripts = [...new Set(loads.filter((each) => each.startsWith('/assets/')))];
  const words = [...new Set(loads.filter((each) => each.startsWith('/strings/')))];
  const styles = [...new Set(html.match(/\/assets\/[\w.-]+\.css/g) ?? [])];
  const sizeOf = (each: string) => compressedBytes(`${forum.url}${each}`, members[0]!.cookie);
  const sum = async (paths: string[]) =>
    (await Promise.all(paths.map(sizeOf))).reduce((total, each) => total + each, 0) / 1000;

  const kb = { unit: 'kB' };
  report(
    { name: 'first visit to a thread, HTML', value: await sum([path]), ...kb },
    { on: 'value', most: 12 },
  );
  report(
    {
      name: 'first visit to a thread, script',
      value: await sum(scripts),
      ...kb,
      note: `${scripts.length} files`,
    },
    { on: 'value', most: 135 },
  );
  report({
    name: 'first visit to a thread, words',
    value: await sum(words),
    ...kb,
    note: `${words.length} files`,
  });
  report(
    {
      name: 'first visit to a thread, style',
      value: await sum(styles),
      ...kb,
      note: `${styles.length} files`,
    },
    { on: 'value', most: 20 },
  );
}

function compressedBytes(url: string, cookie: string): Promise<number> {
  return new Promise((done, fail) => {
    get(url, { headers: { 'Accept-Encoding': 'gzip', Cookie: cookie } }, (answer) => {
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => (bytes += chunk.length));
      answer.on('end', () => done(bytes));
      answer.on('error', fail);
    }).on('error', fail);
  });
}
