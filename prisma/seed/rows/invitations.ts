import { INVITATION_DAYS } from '#server/invitations/plain.ts';
import { newSecret, secretHash } from '#server/platform/secrets.ts';
import { idOf } from '../cast.ts';
import { atJapanTime, dayFrom, workdayFrom } from '../dates.ts';
import { bytes, type Rows } from './insert.ts';

/** Whom a hospital has asked to join it: one who may still answer, and one whose link has run out. */
export function invitationRows(today: Date): Rows {
  const invited = (key: string, email: string, role: string, lang: string, day: string) => {
    const sent = atJapanTime(day, '09:40');
    return {
      id: idOf('invitation', key),
      org_id: idOf('organisation', 'aoba'),
      invited_by: idOf('person', 'hayashi'),
      ...{ email, role, lang },
      ...{ created_at: sent, sent_at: sent },
      until: new Date(new Date(sent).getTime() + INVITATION_DAYS * 86_400_000),
      // Nobody was sent the link: the demo writes to nobody when it begins.
      link_hash: bytes(secretHash(newSecret())),
    };
  };
  return {
    invitation: [
      invited('aoba:open', 's.minami@aoba.example', 'member', 'ja', workdayFrom(today, -1)),
      invited('aoba:over', 'c.fang@aoba.example', 'billing', 'zh', dayFrom(today, -20)),
    ],
  };
}
