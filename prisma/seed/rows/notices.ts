import { DEMO_PASSWORD, homeOrgOf, idOf, personOf, SIGN_INS } from '../cast.ts';
import { atJapanTime, workdayFrom } from '../dates.ts';
import { EVENTS } from '../events.ts';
import { REFERRALS, type Moment } from '../referrals.ts';
import type { Row, Rows } from './insert.ts';
import { caseCodeOf } from './referrals.ts';

type Notice = {
  to: string;
  type: string;
  subject: readonly [kind: string, key: string];
  when: Moment;
  by?: string;
  /** The case that the sentence names. */
  case?: string;
  read?: true;
};

/** What has been written to people of the sign-ins of late: enough for a bell that is not empty. */
const NOTICES: readonly Notice[] = [
  {
    to: 'mori',
    type: 'referral.offered',
    subject: ['offer', 'valve:aoba'],
    when: [-2, '16:40'],
    case: 'valve',
  },
  {
    to: 'saegusa',
    type: 'referral.offered',
    subject: ['offer', 'valve:shiomi'],
    when: [-2, '16:40'],
    case: 'valve',
  },
  {
    to: 'park',
    type: 'referral.offered',
    subject: ['offer', 'valve:tsurugahara'],
    when: [-2, '16:40'],
    case: 'valve',
    read: true,
  },
  {
    to: 'nagumo',
    type: 'referral.offered',
    subject: ['offer', 'tetralogy:hoshinoura'],
    when: [-3, '15:00'],
    case: 'tetralogy',
    read: true,
  },
  {
    to: 'saegusa',
    type: 'referral.offered',
    subject: ['offer', 'tetralogy:shiomi'],
    when: [-3, '15:00'],
    case: 'tetralogy',
    read: true,
  },
  {
    to: 'okada',
    type: 'referral.submitted',
    subject: ['referral', 'knee'],
    when: [-1, '18:12'],
    by: 'layla',
    case: 'knee',
  },
  {
    to: 'ogata',
    type: 'referral.submitted',
    subject: ['referral', 'knee'],
    when: [-1, '18:12'],
    by: 'layla',
    case: 'knee',
  },
  {
    to: 'ogata',
    type: 'referral.accepted',
    subject: ['referral', 'lung'],
    when: [-9, '13:05'],
    by: 'nattaya',
    case: 'lung',
    read: true,
  },
];

/** How long before now the newest event was announced to its audience. */
const ANNOUNCED: Moment = [-17, '10:00'];

/** Notifications, and the sign-ins that a demo shows beside its form. */
export function noticeRows(today: Date): Rows {
  const announced = EVENTS.filter((one) => one.state === 'published').flatMap((one) =>
    SIGN_INS.filter(({ role }) => role !== 'applicant').map(({ who }) =>
      noticeRow(
        {
          to: who,
          type: 'event.published',
          subject: ['event', one.key],
          when: ANNOUNCED,
          read: true,
        },
        today,
      ),
    ),
  );
  return {
    notification: [...NOTICES.map((one) => noticeRow(one, today)), ...announced],
    setting: [{ key: 'demo.signIns', value: signIns(), at: today }],
  };
}

function noticeRow({ to, type, subject, when, by, case: named, read }: Notice, today: Date): Row {
  const [kind, key] = subject;
  const at = atJapanTime(workdayFrom(today, when[0]), when[1]);
  const found = REFERRALS.find((one) => one.key === named);
  return {
    id: idOf('notification', `${to}:${type}:${key}`),
    person_id: idOf('person', to),
    org_id: idOf('organisation', homeOrgOf(to)),
    type,
    subject_kind: kind,
    subject_id: idOf(kind, key),
    actor_id: by ? idOf('person', by) : null,
    facts: found ? { code: caseCodeOf(found) } : {},
    at,
    read_at: read ? new Date(at.getTime() + 3_600_000) : null,
    // A demo begins without a wave of mails.
    mail_state: 'digest',
  };
}

function signIns() {
  const people = SIGN_INS.map(({ email, role, who, says }) => {
    const { familyName, givenName, nameLang, latinName } = personOf(who);
    const name = nameLang === 'ja' ? `${familyName} ${givenName}　${latinName}` : latinName;
    return { email, who: name, role, says };
  });
  return { password: DEMO_PASSWORD, people };
}
