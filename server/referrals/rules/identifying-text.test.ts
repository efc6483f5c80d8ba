import { describe, expect, it } from 'vitest';
import { Identity } from '../schemas.ts';
import { ageBand } from './age-band.ts';
import { tracesIn } from './identifying-text.ts';

const identity = Identity.parse({
  familyName: 'Ганболд',
  givenName: 'Bat-Erdene',
  nativeName: 'Бат-Эрдэнэ',
  birthDate: '1964-03-02',
  passport: 'E1234567',
  phone: '+976 9911 2233',
  email: 'bat@altangol.example',
  referrerName: 'Dr Oyun',
  address: 'Khoroo 11, Sükhbaatar district, 14200 Ulaanbaatar, Mongolia',
  occupation: 'Minister of Mining (retired)',
});

describe('a text for the broadcast', () => {
  it('passes when it speaks of the illness alone', () => {
    const text =
      '労作時息切れ（NYHA III）が4か月前から増悪。弁口面積 0.7 cm²、平均圧較差 52 mmHg、eGFR 58。2026年12月を希望。';
    expect(tracesIn(text, identity)).toEqual([]);
  });

  it.each([
    ['患者はGanboldではなくГанболдさん', ['name']],
    ['Mr. BAT-ERDENE has', ['name']],
    ['born 1964-03-02', ['date', 'birthDate']],
    ['昭和39年生まれ、3月2日', ['date']],
    ['passport e 123 4567', ['document']],
    ['call +976-9911-2233', ['phone', 'contact']],
    ['ＢＡＴ＠ａｌｔａｎｇｏｌ．ｅｘａｍｐｌｅ', ['email', 'contact']],
    ['record no. 00481233', ['number']],
    ['seen in ULAANBAATAR in spring', ['place']],
    ['the retired  minister of mining (retired) has', ['occupation']],
  ])('is held back: %s', (text, kinds) => {
    expect(tracesIn(text, identity)).toEqual(expect.arrayContaining(kinds));
  });

  it('does not take a short name for a part of another word', () => {
    const li = Identity.parse({ familyName: 'Li', givenName: 'An' });
    expect(tracesIn('Limited mitral valve disease', li)).toEqual([]);
    expect(tracesIn('Mrs Li has', li)).toEqual(['name']);
  });

  it('takes whole words for a place or an occupation, and no country, which the coded facts tell', () => {
    const cook = Identity.parse({ occupation: 'cook', address: '(a+)+$, Oslo' });
    expect(tracesIn('Cooked food; Mongolia; a (a+)+', cook)).toEqual([]);
    expect(tracesIn('A cook from Oslo', cook)).toEqual(['place', 'occupation']);
    const hyphened = Identity.parse({ address: 'Baga-Khangai: east, Mongolia' });
    expect(tracesIn('Lives in Baga-Khangai: east of town', hyphened)).toEqual(['place']);
    const clerk = Identity.parse({ occupation: '会社役員', address: '東京都港区、日本' });
    expect(tracesIn('患者は会社役員。日本での治療を希望。', clerk)).toEqual(['occupation']);
  });
});

describe('the age band', () => {
  const today = new Date('2026-11-21T03:00:00Z');
  it.each([
    ['1964-03-02', '60-64'],
    ['1961-11-21', '65-69'],
    ['1961-11-22', '60-64'],
    ['2026-02-01', 'infant'],
    ['2024-02-01', '1-4'],
    ['1930-01-01', '90+'],
    ['', ''],
  ])('of %s is %s', (birthDate, band) => {
    expect(ageBand(birthDate, today)).toBe(band);
  });
});
