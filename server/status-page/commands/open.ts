import QRCode from 'qrcode';
import { conflict, invalid } from '#server/platform/errors.ts';
import { newOpaqueId } from '#server/platform/ids.ts';
import { newSecret, secretHash } from '#server/platform/secrets.ts';
import { command } from '#server/platform/use-case.ts';
import {
  announce,
  by,
  caseKeyOf,
  enter,
  lockCase,
  onCase,
  readIdentified,
  referral,
  tracesIn,
} from '#server/referrals/index.ts';
import { endLink } from '../links.ts';
import { Open } from '../schemas.ts';
import { birthCheck, sealContact } from '../sealing.ts';

export const open = command('statusPage.open', {
  summary:
    'Opens the page on which patient or family see where the case stands, where the consent covers it. The answer holds the link, this once; a link before it is over.',
  input: Open,
  subject: referral.of('code'),
  gate: 'statusPage.open',
  doors: ['web'],
  secret: true,
  limit: { points: 20, seconds: 600 },
  async run({ input, subject, actor, tx, services, emit, audit, may }) {
    const row = await lockCase(tx, subject.id);
    if (!may('statusPage.open', referral, row)) throw conflict('STATE_CHANGED');
    if (!row.consent?.covers.includes('status')) {
      throw invalid('CONSENT_MISSING', undefined, [
        { path: 'consent.status', message: 'required' },
      ]);
    }
    const identity = await readIdentified(tx, services.keyRing, row.id);
    if (!identity.birthDate) {
      throw invalid('MISSING_PIECES', undefined, [
        { path: 'identity.birthDate', message: 'required' },
      ]);
    }
    // Nothing on the page says whose it is, and neither may these words.
    if (tracesIn(input.contact, identity).some((trace) => OF_THE_PATIENT.has(trace))) {
      throw invalid('INVALID_INPUT', undefined, [
        { path: 'contact', message: 'statusPage.namesPatient' },
      ]);
    }
    const [id, secret] = [newOpaqueId(), newSecret()];
    const check = await birthCheck(secret, identity.birthDate, id);
    const key = await caseKeyOf(tx, services.keyRing, row.id);
    const sealed = sealContact(key, { referralId: row.id, linkId: id }, input.contact);
    const renewed = await endLink(tx, row.id);
    await tx.sql`
      INSERT INTO status_link (id, referral_id, link_hash, birth_check, sealed, lang, opened_by, opened_at)
      VALUES (${id}, ${row.id}, ${secretHash(secret)}, ${check}, ${sealed}, ${input.lang}, ${actor.personId}, ${tx.now})`;
    await enter(tx, {
      referralId: row.id,
      type: renewed ? 'statusPageRenewed' : 'statusPageOpened',
      ...by(actor),
    });
    await announce(emit, [onCase(row.id, 'case.statusPage')]);
    audit({ referralId: row.id, linkId: id, renewed });
    const url = new URL(`/status/${input.lang}/${secret}`, services.origin()).href;
    return { url, qrSvg: await QRCode.toString(url, { type: 'svg', margin: 1 }) };
  },
});

const OF_THE_PATIENT: ReadonlySet<string> = new Set(['name', 'birthDate', 'document']);
