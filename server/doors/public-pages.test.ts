import { beforeEach, expect, it } from 'vitest';
import { createPublicPages } from './public-pages.ts';

let now: number;
let made: number;
let pages: ReturnType<typeof createPublicPages>;
beforeEach(() => {
  [now, made] = [0, 0];
  pages = createPublicPages(() => now);
});

const ask = (address: string, nonce: string) =>
  pages.page(address, nonce, async () => ({
    headers: [['Content-Type', 'text/html']],
    body: `<script nonce="${nonce}">${++made}</script>`,
  }));

it('a page is made once, and each answer has the nonce of its own visit', async () => {
  expect((await ask('/ja', 'first'))?.body).toBe('<script nonce="first">1</script>');
  expect((await ask('/ja', 'second'))?.body).toBe('<script nonce="second">1</script>');
  expect((await ask('/en', 'third'))?.body).toContain('>2<');
});

it('it is made anew after an act and after five seconds', async () => {
  await ask('/ja', 'a');
  pages.forget();
  expect((await ask('/ja', 'b'))?.body).toContain('>2<');
  now = 5_000;
  expect((await ask('/ja', 'c'))?.body).toContain('>3<');
});

it('what was read before an act and answered after it is not kept', async () => {
  let act: () => void = () => undefined;
  const acted = new Promise<void>((done) => (act = done));
  const early = pages.page('/ja', 'x', async () => {
    await acted;
    return { headers: [], body: 'before' };
  });
  pages.forget();
  act();
  expect((await early)?.body).toBe('before');
  expect((await ask('/ja', 'y'))?.body).toContain('>1<');
});

it('what is no whole page is not kept, and addresses without end cost no memory without end', async () => {
  expect(await pages.page('/ja/none', 'x', async () => null)).toBeNull();
  expect((await ask('/ja/none', 'y'))?.body).toContain('>1<');
  for (let i = 0; i < 1_200; i += 1) await ask(`/ja?${i}`, 'n');
  expect(pages.size()).toBeLessThanOrEqual(500);
});
