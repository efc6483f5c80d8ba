import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { Request } from 'express';
import { describe, expect, test } from 'vitest';
import { eachFile } from './form-files.ts';

/** A form with these files, as a request brings it. */
async function formOf(...texts: string[]): Promise<Request> {
  const form = new FormData();
  form.append('note', 'said before the files');
  for (const [at, text] of texts.entries()) form.append('file', new File([text], `${at}.txt`));
  const encoded = new Response(form);
  const bytes = Buffer.from(await encoded.arrayBuffer());
  const headers = { 'content-type': encoded.headers.get('content-type')! };
  return Object.assign(Readable.from([bytes]), { headers, complete: true }) as unknown as Request;
}

async function textOf(file: Readable): Promise<string> {
  let text = '';
  for await (const bytes of file) text += String(bytes);
  return text;
}

describe('the files of a form', () => {
  test('are dealt with one after the other, whole, with the fields before them', async () => {
    const steps: string[] = [];
    const came = await eachFile(
      await formOf('one', 'two', 'three'),
      5,
      'more than five',
      async (file, name, _, fields) => {
        steps.push(`begins ${name}`);
        await pause(name === '0.txt' ? 30 : 1);
        const text = await textOf(file);
        steps.push(`ends ${name}`);
        return `${fields['note']}: ${text}`;
      },
    );
    expect(steps).toEqual(['0', '1', '2'].flatMap((at) => [`begins ${at}.txt`, `ends ${at}.txt`]));
    expect(came).toEqual(['one', 'two', 'three'].map((text) => `said before the files: ${text}`));
  });

  test('of which there are too many are taken as far as they go, and the answer says so', async () => {
    const form = await formOf('one', 'two', 'three', 'four');
    const came = await eachFile(form, 2, 'more than two', async (file) => textOf(file));
    expect(came).toEqual(['one', 'two', 'more than two']);
  });

  test('of which one fails for no reason of its own fail as one', async () => {
    const failing = eachFile<unknown>(await formOf('one', 'two'), 5, 'more', async (file, name) => {
      await textOf(file);
      if (name === '0.txt') throw new Error('the store is away');
    });
    await expect(failing).rejects.toThrow('the store is away');
  });
});
