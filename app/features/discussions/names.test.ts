import { expect, it } from 'vitest';
import { nameFor } from './names.ts';

const sato = {
  id: '1',
  familyName: '佐藤',
  givenName: '恵',
  nameLang: 'ja',
  latinName: 'Megumi Sato',
};
const nattaya = {
  id: '2',
  familyName: 'ศรีสุข',
  givenName: 'ณัฐญา',
  nameLang: 'th',
  latinName: 'Nattaya Srisuk',
};
const kim = { id: '3', familyName: '김', givenName: '지수', nameLang: 'ko', latinName: null };

it('a name is written so that its reader can read it', () => {
  expect(nameFor(sato, 'ja')).toEqual({ text: '佐藤 恵' });
  expect(nameFor(sato, 'zh')).toEqual({ text: '佐藤 恵', lang: 'ja' });
  expect(nameFor(sato, 'en')).toEqual({ text: 'Megumi Sato' });
  expect(nameFor(sato, 'ko')).toEqual({ text: 'Megumi Sato', lang: 'en' });
  expect(nameFor(nattaya, 'ja')).toEqual({ text: 'Nattaya Srisuk', lang: 'en' });
  expect(nameFor(kim, 'ja')).toEqual({ text: '김 지수', lang: 'ko' });
});
