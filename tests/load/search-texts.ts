/** Words of the field as members use them; the first are the most frequent. */
const JAPANESE = [
  '医療',
  '病院',
  '患者',
  '会議',
  '資料',
  '確認',
  '共有',
  '日程',
  '研修',
  '現地',
  '画像',
  '診断',
  '担当',
  '連絡',
  '計画',
  '機器',
  '導入',
  '契約',
  '見積',
  '翻訳',
  '通訳',
  '倫理審査',
  '共同研究',
  '遠隔診療',
  '健康診断',
  '医療機器',
  '外国人患者',
  '肺がん',
  '糖尿病',
  '透析',
  '再生医療',
  '内視鏡',
  '放射線',
  '看護師',
  '技師',
  '保守点検',
  '調達',
  '補助金',
  '経済産業省',
  '厚生労働省',
  '在外公館',
  '渡航',
  '査証',
  '身元保証',
  '診療情報',
  '同意書',
  '匿名化',
  '注釈',
  '手順書',
  '報告書',
  '議事録',
  'ガイドライン',
  'オンライン',
  'ワークショップ',
  'データ',
  'システム',
  'サーバー',
  'プロジェクト',
  'タイ',
  'ベトナム',
  'インドネシア',
  'モンゴル',
];
const ENGLISH = [
  'the',
  'project',
  'hospital',
  'meeting',
  'patient',
  'training',
  'review',
  'protocol',
  'data',
  'imaging',
  'schedule',
  'report',
  'agreement',
  'equipment',
  'translation',
  'committee',
  'screening',
  'guideline',
  'referral',
  'cancer',
  'diabetes',
  'endoscopy',
  'remote',
  'consent',
  'budget',
  'ministry',
  'Bangkok',
  'Hanoi',
  'Jakarta',
  'Ulaanbaatar',
  'annotation',
  'radiologist',
  'nurse',
  'maintenance',
  'procurement',
  'workshop',
  'deadline',
  'feedback',
  'pilot',
  'evaluation',
  'outcome',
  'software',
  'licence',
];
const KANJI = [
  ...'学校生活運動物語事実現在場所有名前後半分野菜園芸術後世界中心理想像形式部品質問題材料金額面会社員工作業務所得意味方法律令和式典型番号令室内外科目的確定期間接続行進化学歴史料理解決断面積極地球根本気温度合計算数字体育児童話題名産業績国語言葉',
];
const LINKS = ['の', 'を', 'について', 'と', 'に関する', 'は', 'で', 'へ'];
const ENDS = ['お願いします。', 'です。', 'しました。', 'を予定しています。', 'ください。'];
const HAPAX = 8_000;

/** A stream of numbers that is the same in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

/** As words are used: the first of a list often, the last seldom. */
function often<T>(words: readonly T[], random: () => number): T {
  return words[Math.floor(words.length ** random()) - 1] ?? words[0]!;
}

/** Two or three characters that few posts have: names, terms of art. */
function rareWord(random: () => number): string {
  const n = Math.floor(HAPAX * random());
  const at = (k: number) => KANJI[(n * k + (n >> 4)) % KANJI.length]!;
  return `${at(7)}${at(13)}${n % 3 === 0 ? at(29) : ''}`;
}

/** Posts without end: most in Japanese, some in English, of very different length. */
export function* postTexts(seed = 20261122): Generator<{ body: string; lang: string }, never> {
  const random = numbers(seed);
  for (;;) {
    const english = random() < 0.3;
    const sentences = 1 + Math.floor(random() ** 2 * 6);
    const body = Array.from({ length: sentences }, () =>
      english ? englishSentence(random) : japaneseSentence(random),
    ).join(english ? ' ' : '');
    yield { body, lang: english ? 'en' : 'ja' };
  }
}

function japaneseSentence(random: () => number): string {
  let text = '';
  for (let i = 2 + Math.floor(random() * 3); i > 0; i -= 1) {
    text += (random() < 0.25 ? rareWord(random) : often(JAPANESE, random)) + often(LINKS, random);
  }
  const name = random() < 0.1 ? `${often(ENGLISH, random)} ` : '';
  return `${name}${text}${often(ENDS, random)}`;
}

function englishSentence(random: () => number): string {
  const words = Array.from({ length: 5 + Math.floor(random() * 8) }, () =>
    random() < 0.15
      ? `${often(ENGLISH, random)}${Math.floor(random() * 900)}`
      : often(ENGLISH, random),
  );
  return `${words.join(' ')}.`;
}

export type Question = { q: string; kind: 'two characters' | 'longer' | 'Latin' | 'absent' };

/** What people ask: half two characters of Japanese, a third longer, some Latin words, some for nothing. */
export function questions(count: number, seed = 7): Question[] {
  const random = numbers(seed);
  const two = JAPANESE.filter((word) => word.length === 2);
  const longer = JAPANESE.filter((word) => word.length > 2);
  return Array.from({ length: count }, (_, i): Question => {
    const turn = i % 20;
    if (turn < 10) {
      const word = random() < 0.6 ? often(two, random) : rareWord(random).slice(0, 2);
      return { q: word, kind: 'two characters' };
    }
    if (turn < 16) {
      const word =
        random() < 0.6
          ? often(longer, random)
          : `${often(two, random)}${often(LINKS, random)}${often(two, random)}`;
      return { q: word, kind: 'longer' };
    }
    if (turn < 19) {
      const word = often(ENGLISH.slice(1), random);
      return {
        q: random() < 0.5 ? word.slice(0, 4 + Math.floor(random() * 5)) : word,
        kind: 'Latin',
      };
    }
    return { q: random() < 0.5 ? '鸚鵡返' : 'xylograph', kind: 'absent' };
  });
}
