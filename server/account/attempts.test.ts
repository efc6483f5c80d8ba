import { expect, test } from 'vitest';
import { countSignIn, forgetTries } from './attempts.ts';

test('an address may try a hundred times with wrong passwords, whomever it names', async () => {
  const address = '192.0.2.1';
  for (let n = 0; n < 100; n += 1) await countSignIn(`p${n}@a.example`, address, 1);
  await expect(countSignIn('p100@a.example', address, 1)).rejects.toThrow('TOO_MANY_TRIES');
  await countSignIn('p100@a.example', '192.0.2.2', 1);
});

test('good sign-ins of many people behind one address are not counted', async () => {
  const address = '192.0.2.3';
  for (let n = 0; n < 150; n += 1) {
    await countSignIn(`q${n}@a.example`, address, 1);
    await forgetTries(`q${n}@a.example`, address);
  }
});

test('an account may be tried eight times from one address, until a good sign-in', async () => {
  const [email, address] = ['r@a.example', '192.0.2.4'];
  for (let n = 0; n < 8; n += 1) await countSignIn(email, address, 1);
  await expect(countSignIn(email, address, 1)).rejects.toThrow('TOO_MANY_TRIES');
  await countSignIn(email, '192.0.2.5', 1);
  await forgetTries(email, address);
  await countSignIn(email, address, 1);
});
