import { describe, expect, it } from 'vitest';
import { keptBack } from './patient-words.ts';

describe('what stays within the forum', () => {
  it.each([
    ['67歳男性、労作時の息切れがあります。', 'age'],
    ['６７歳の女性です。', 'age'],
    ['男性（54歳）が来日予定です。', 'age'],
    ['A 62-year-old woman with mitral disease', 'age'],
    ['71 y/o male', 'age'],
    ['67岁男性', 'age'],
    ['45세 여성', 'age'],
    ['生年月日は昭和39年です。', 'birth'],
    ['DOB 2 March', 'birth'],
    ['患者さんは3月12日に入院し、翌週に手術の予定です。', 'care'],
    ['The patient was admitted on 2027-03-12.', 'care'],
    ['患者2027年3月12日住院。', 'care'],
    ['連絡先は bat@altangol.example です。', 'email'],
    ['Call +976 9911 2233', 'phone'],
    ['診察券番号 00481233', 'number'],
  ] as const)('%s', (text, kind) => {
    expect(keptBack([text])).toContain(kind);
  });

  it.each([
    '次回の会合は3月12日です。議題は外国人患者の受入れ体制です。',
    '外国人患者の入院に関する研修資料を作成しました。',
    'The training for 20 surgeons begins on 2027-03-12.',
    '応募の締切は2027年3月31日、予算は1,500,000円です。',
    '10年で30名の医師が修了しました。',
    'patients from Indonesia, 45 cases a year',
  ])('and what may go: %s', (text) => {
    expect(keptBack([text])).toEqual([]);
  });

  it('a day in another paragraph is not of the patient of this one', () => {
    expect(keptBack(['患者の入院について協議しました。\n\n次回は3月12日です。'])).toEqual([]);
    expect(keptBack(['患者の入院は\n3月12日です。'])).toEqual(['care']);
  });

  it('is found in the longest text that can be posted, in no time', () => {
    for (const unit of ['a', '+1 ', '0 0', 'あ1', '患者', '1-']) {
      const text = unit.repeat(Math.floor(32_767 / unit.length));
      const began = performance.now();
      keptBack([text]);
      expect(performance.now() - began, unit).toBeLessThan(500);
    }
  });
});
