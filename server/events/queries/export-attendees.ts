import { z } from 'zod';
import { csv } from '#server/platform/csv.ts';
import { sql } from '#server/platform/access/access.ts';
import { label } from '#server/platform/i18n/label.ts';
import { id } from '#server/platform/ids.ts';
import { query } from '#server/platform/use-case.ts';
import { localOf } from '#server/platform/times.ts';
import { event } from '../access.ts';
import { attendeesOf, ATTENDEE_PAGE, type Attendee } from '../attendees.ts';

const HEADINGS = {
  ja: ['状態', '席', '待ち順', '氏名', 'フリガナ', 'ローマ字', '団体', '役職', '登録日時'],
  en: [
    'State',
    'Seat',
    'Waiting',
    'Name',
    'Reading',
    'Latin name',
    'Organisation',
    'Title',
    'Registered',
  ],
  zh: ['状态', '座位', '候补顺序', '姓名', '读音', '拉丁字母', '机构', '职务', '登记时间'],
  ko: ['상태', '좌석', '대기 순서', '이름', '읽기', '로마자', '기관', '직함', '등록 일시'],
};
const STATES = {
  ja: { confirmed: '確定', waiting: '待ち' },
  en: { confirmed: 'confirmed', waiting: 'waiting' },
  zh: { confirmed: '已确认', waiting: '候补' },
  ko: { confirmed: '확정', waiting: '대기' },
};

export const exportAttendees = query('events.exportAttendees', {
  summary:
    'The list of attendees as CSV in UTF-8, safe to open in a spreadsheet. Each export is logged.',
  input: z.strictObject({ eventId: id('event') }),
  subject: event.of('eventId'),
  gate: 'event.exportAttendees',
  async run({ subject, actor, tx }) {
    const { lang } = actor;
    const rows: Attendee[] = [];
    for (let page = 1, total = 1; (page - 1) * ATTENDEE_PAGE < total; page++) {
      const part = await attendeesOf(tx, subject.id, sql`true`, page);
      rows.push(...part.rows);
      total = part.total;
    }
    const lines = rows.map((row) => [
      STATES[lang][row.state],
      row.seat,
      row.waitingPlace,
      `${row.familyName} ${row.givenName}`,
      row.reading,
      row.latinName,
      label(row.organisation, lang),
      label(row.title, lang),
      `${localOf(new Date(row.registeredAt), subject.timeZone).replace('T', ' ')} ${subject.timeZone}`,
    ]);
    return { fileName: `${subject.slug}-attendees.csv`, csv: csv([HEADINGS[lang], ...lines]) };
  },
});
