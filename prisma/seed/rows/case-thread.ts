import type { MessageKind } from '#server/case-thread/plain.ts';
import { sealMessage } from '#server/case-thread/sealing.ts';
import { homeOrgOf, idOf } from '../cast.ts';
import type { Moment, SeedReferral } from '../referrals.ts';
import { bytes, type Row } from './insert.ts';
import { momentOf } from './referral-timeline.ts';

type SeedMessage = {
  by: string;
  when: Moment;
  lang: 'ja' | 'en';
  kind?: MessageKind;
  /** The place of the question that it answers. */
  answers?: number;
  text: string;
};

/** What those who carry these cases have written to each other. */
const CONVERSATIONS: Record<string, readonly SeedMessage[]> = {
  lung: [
    {
      by: 'sakiyama',
      when: [-8, '10:12'],
      lang: 'ja',
      text: 'このたびはご紹介ありがとうございます。治療計画用のCTは初診日に当院で撮影します。患者様へのご案内文を準備でき次第、こちらにお送りします。',
    },
    {
      by: 'sakiyama',
      when: [-8, '10:20'],
      lang: 'ja',
      kind: 'question',
      text: '呼吸機能検査の原票（フローボリューム曲線）はお手元にありますでしょうか。',
    },
    {
      by: 'nattaya',
      when: [-7, '12:40'],
      lang: 'en',
      kind: 'answer',
      answers: 2,
      text: 'Yes. The hospital in Bangkok will give us the original curves this week; the patient brings them, and we send a copy before.',
    },
    {
      by: 'ogata',
      when: [-6, '09:05'],
      lang: 'ja',
      text: '担当の緒方です。保険会社の事前承認は、概算見積書の発行後に申請されるとのことです。',
    },
  ],
  aorta: [
    {
      by: 'oyunchimeg',
      when: [-3, '11:30'],
      lang: 'en',
      text: 'The family thanks the team. His wife would like to know from which day she may stay in the room overnight.',
    },
    {
      by: 'mori',
      when: [-3, '15:02'],
      lang: 'ja',
      text: '一般病棟への転棟後は、個室であればご家族の宿泊が可能です。転棟日が決まりましたらご連絡します。',
    },
    {
      by: 'mori',
      when: [-1, '16:45'],
      lang: 'ja',
      kind: 'question',
      text: '退院後の抗凝固薬について、現地で継続処方が可能な薬剤と、PT-INRを測定できる施設をご確認いただけますか。',
    },
  ],
};

/** The conversation of a case, sealed under the case's key. */
export function messageRows(one: SeedReferral, key: Uint8Array, today: Date): Row[] {
  const referralId = idOf('referral', one.key);
  const idAt = (place: number) => idOf('caseMessage', `${one.key}:${place}`);
  return (CONVERSATIONS[one.key] ?? []).map((each, index) => {
    const id = idAt(index + 1);
    const { by, lang, text } = each;
    return {
      id,
      referral_id: referralId,
      hospital_id: idOf('organisation', one.acceptedBy!),
      place: index + 1,
      kind: each.kind ?? 'message',
      answers_id: each.answers ? idAt(each.answers) : null,
      author_id: idOf('person', by),
      org_id: idOf('organisation', homeOrgOf(by)),
      sealed: bytes(sealMessage(key, referralId, id, { text, lang })),
      document_ids: [],
      client_id: idOf('caseMessageForm', `${one.key}:${index + 1}`),
      at: momentOf(each.when, today),
    };
  });
}
