import { idOf } from '../cast.ts';
import { atJapanTime, dayFrom, workdayFrom } from '../dates.ts';
import type { Rows } from './insert.ts';

/** One announcement that is current, for everybody, and one for medical institutions that is over. */
export function announcementRows(today: Date): Rows {
  return {
    announcement: [
      {
        id: idOf('announcement', 'year-end'),
        client_id: idOf('announcement-form', 'year-end'),
        title: {
          ja: '年末年始の事務局の対応について',
          en: 'The secretariat over the new year',
          zh: '关于年末年初秘书处的应对安排',
          ko: '연말연시 사무국 대응 안내',
        },
        body: {
          ja: '年末年始は、事務局の窓口を休業いたします。\n\n- フォーラムは通常どおりご利用いただけます\n- 患者紹介に関する緊急のご連絡は、担当者の電話で承ります\n\n再開後、順次ご返信いたします。',
          en: 'The secretariat’s desk is closed over the new year.\n\n- The forum can be used as always\n- For urgent matters of a referral, please telephone your case officer\n\nWe will answer in turn once the desk is open again.',
          zh: '年末年初期间，秘书处窗口暂停办公。\n\n- 论坛可照常使用\n- 有关患者转诊的紧急事宜，请致电负责人员\n\n恢复办公后将依次回复。',
          ko: '연말연시에는 사무국 창구를 운영하지 않습니다.\n\n- 포럼은 평소와 같이 이용하실 수 있습니다\n- 환자 의뢰에 관한 긴급 연락은 담당자 전화로 받습니다\n\n업무 재개 후 순차적으로 회신드리겠습니다.',
        },
        audience: [],
        important: false,
        starts_at: atJapanTime(workdayFrom(today, -2), '10:00'),
        ends_at: atJapanTime(dayFrom(today, 30), '18:00'),
        published_by: idOf('person', 'okada'),
        published_at: atJapanTime(workdayFrom(today, -2), '10:00'),
      },
      {
        id: idOf('announcement', 'beds'),
        client_id: idOf('announcement-form', 'beds'),
        title: {
          ja: '受入体制の登録内容のご確認のお願い',
          en: 'Please check what your hospital can receive',
        },
        body: {
          ja: '受入可能な診療科と対応言語の登録内容をご確認のうえ、変更がありましたら更新をお願いいたします。',
          en: 'Please check the specialties and languages registered for your hospital, and update what has changed.',
        },
        audience: ['hospital'],
        important: true,
        starts_at: atJapanTime(workdayFrom(today, -30), '10:00'),
        ends_at: atJapanTime(workdayFrom(today, -10), '18:00'),
        published_by: idOf('person', 'okada'),
        published_at: atJapanTime(workdayFrom(today, -30), '10:00'),
      },
    ],
  };
}
