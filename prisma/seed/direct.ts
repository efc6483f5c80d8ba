import type { Lang } from '#server/platform/i18n/translate.ts';

/** A message between people: who wrote it, how many working days ago, when, and what. */
export type SeedMessage = {
  by: string;
  on: number;
  at: string;
  lang: Lang;
  text: string;
  /** Taken out by the secretariat since. */
  removed?: true;
};

export type SeedConversation = {
  key: string;
  /** Without a name it is called after its people. */
  name: string;
  people: readonly string[];
  messages: readonly SeedMessage[];
  /** How many of the last messages somebody has not read. */
  unread: Readonly<Record<string, number>>;
};

/** Conversations of the cast: what is arranged beside the projects. Nobody else reads them. */
export const CONVERSATIONS: readonly SeedConversation[] = [
  {
    key: 'sato-hayashi',
    name: '',
    people: ['sato', 'hayashi'],
    unread: { hayashi: 1 },
    messages: [
      {
        by: 'sato',
        on: -3,
        at: '09:12',
        lang: 'ja',
        text: '先日の注釈会議ではお世話になりました。来週の打ち合わせの前に、一点だけ個別に伺ってもよろしいでしょうか。',
      },
      {
        by: 'hayashi',
        on: -3,
        at: '11:40',
        lang: 'ja',
        text: 'もちろんです。午後でしたら時間が取れます。',
      },
      {
        by: 'sato',
        on: -1,
        at: '15:05',
        lang: 'ja',
        text: 'ありがとうございます。読影医の派遣日程について、貴院のご都合のよい週を三つほどお知らせください。学会側はその範囲で調整いたします。',
      },
    ],
  },
  {
    key: 'symposium-desk',
    name: 'シンポジウム 受付と誘導',
    people: ['okada', 'sato', 'hayashi', 'shoji'],
    unread: { sato: 2 },
    messages: [
      {
        by: 'okada',
        on: -4,
        at: '10:00',
        lang: 'ja',
        text: '当日の受付と会場誘導について、こちらで簡単に相談させてください。集合は開会の90分前を考えています。',
      },
      {
        by: 'shoji',
        on: -4,
        at: '10:22',
        lang: 'ja',
        text: '弊社から二名お手伝いできます。英語での案内も可能です。',
      },
      {
        by: 'hayashi',
        on: -2,
        at: '16:31',
        lang: 'ja',
        text: '当院からは一名です。控室への誘導を担当いたします。',
      },
    ],
  },
  {
    key: 'lananh-okada',
    name: '',
    people: ['lananh', 'okada'],
    unread: { okada: 1 },
    messages: [
      {
        by: 'lananh',
        on: -1,
        at: '12:48',
        lang: 'en',
        text: 'Two of our doctors would like to observe in Japan in spring. Whom should we ask about the visa letters, the hospital or the secretariat?',
      },
    ],
  },
  {
    key: 'kimura-kusakabe',
    name: '',
    people: ['kimura', 'kusakabe'],
    unread: {},
    messages: [
      {
        by: 'kimura',
        on: -12,
        at: '17:20',
        lang: 'ja',
        text: '関連会社の展示会のご案内です。ご来場の方には割引がございますので、会員の皆さまへの転送をお願いいたします。',
        removed: true,
      },
    ],
  },
];

/** Who had a page open shortly before the demo began, by minutes. */
export const LATELY_HERE: Readonly<Record<string, number>> = {
  hayashi: 4,
  okada: 15,
  shoji: 50,
  nattaya: 150,
};
