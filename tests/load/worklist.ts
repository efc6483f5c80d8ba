import postgres from 'postgres';
import { signIn } from '#tests/faults/nodes.ts';
import { percentile, report } from './figures.ts';
import type { LoadedForum } from './forum.ts';

const CASES = 100_000;
const ROUNDS = 30;
const SIDES = [
  { side: 'secretariat', email: 'officer@mej.example' },
  { side: 'partner', email: 'partner@altangol.example' },
  { side: 'hospital', email: 'coordinator@aoba.example' },
];

/** How long each side waits for its worklist among a hundred thousand cases, over HTTP. */
export async function measureWorklist({ forum, ownerUrl }: LoadedForum) {
  const sql = postgres(ownerUrl, { max: 1 });
  await fill(sql);
  await sql.end();
  for (const { side, email } of SIDES) {
    const cookie = await signIn(forum.url, email);
    const ask = async (input: object) => {
      const began = performance.now();
      const answer = await fetch(`${forum.url}/api/v1/referrals.worklist`, {
        method: 'POST',
        headers: { Cookie: cookie, Origin: forum.url, 'Content-Type': 'application/json' },
        body: JSON.stringify(input),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${answer.status} ${text}`);
      return { ms: performance.now() - began, told: JSON.parse(text) as Told };
    };
    const { told } = await ask({ view: 'done' });
    const inputs = [
      {},
      { view: 'running' },
      { view: 'done' },
      { view: 'done', ...(told.next && { after: told.next }) },
      { code: told.lines[0]?.code ?? 'AAAAAAAA' },
    ];
    for (const input of inputs) await ask(input);
    const times = [];
    for (let i = 0; i < ROUNDS; i += 1) {
      for (const input of inputs) times.push((await ask(input)).ms);
    }
    const { waiting, running, done } = told.counts;
    report(
      {
        name: `worklist of ${CASES} cases, ${side}`,
        value: percentile(times, 95),
        unit: 'ms, p95',
        note: `median ${Math.round(percentile(times, 50))} ms; counted ${waiting} waiting, ${running} running, ${done} ended`,
      },
      { on: 'value', most: 100 },
    );
  }
}

type Told = {
  next: string | null;
  lines: { code: string }[];
  counts: Record<'waiting' | 'running' | 'done', number>;
};

/**
 * Cases of three years, one in ten of them under way; each was offered to three of the hospitals that
 * there are and has two events. Every fifth is the measured partner's, every fourth live one the
 * measured officer's.
 */
async function fill(sql: postgres.Sql): Promise<void> {
  await sql`
    INSERT INTO referral (id, code, state, mode, partner_org_id, created_by, officer_id, urgency, specialty,
                          icd_block, sex, age_band, country, languages, payer, request, answer_deadline,
                          clock_from, accepted_org_id, accepted_offer_id, created_at, submitted_at, closed_at)
    SELECT gen_random_uuid(), upper(lpad(to_hex(n), 8, '0')) || '-0', s.state, s.mode,
           CASE WHEN n % 5 = 0 THEN own.org_id ELSE o.id END, p.id,
           CASE WHEN n % 4 = 0 THEN p.id END,
           (ARRAY['routine', 'soon', 'urgent'])[1 + n % 3], t.specialty, t.icd_block, t.sex, t.age_band,
           t.country, t.languages, t.payer, t.request,
           CASE WHEN s.state IN ('broadcasting', 'intakeReview') THEN at + interval '1200 days' END,
           CASE WHEN s.state IN ('broadcasting', 'intakeReview') THEN at END,
           NULL, NULL, at, at + interval '1 hour',
           CASE WHEN s.state = 'closed' THEN at + interval '40 days' END
      FROM generate_series(1, ${CASES}) n
      CROSS JOIN LATERAL (SELECT now() - n * interval '15 minutes' AS at) w
      CROSS JOIN LATERAL (SELECT CASE WHEN n % 10 > 0 THEN (ARRAY['closed', 'closed', 'cancelled'])[1 + n % 3]
          ELSE (ARRAY['submitted', 'intakeReview', 'broadcasting', 'broadcasting', 'noTaker'])[1 + n / 10 % 5] END AS state,
        (ARRAY['COLLECT', 'FIRST_ACCEPT'])[1 + n % 2] AS mode) s
      CROSS JOIN (SELECT * FROM referral WHERE state <> 'draft' ORDER BY code LIMIT 1) t
      CROSS JOIN (SELECT id FROM person WHERE email = 'officer@mej.example') p
      CROSS JOIN (SELECT m.org_id FROM membership m JOIN person q ON q.id = m.person_id
        WHERE q.email = ${SIDES[1]!.email}) own
      CROSS JOIN (SELECT id FROM organisation WHERE kind = 'partner' ORDER BY slug DESC LIMIT 1) o`;
  await sql`
    INSERT INTO offer (id, referral_id, org_id, status, sent_at, closed_at)
    SELECT gen_random_uuid(), r.id, h.id,
           CASE WHEN r.state = 'broadcasting' THEN (ARRAY['sent', 'viewed', 'interested'])[1 + h.n % 3]
                WHEN r.state IN ('closed', 'cancelled', 'noTaker') THEN 'expired' ELSE 'queued' END,
           r.submitted_at, r.closed_at
      FROM (SELECT *, row_number() OVER (ORDER BY created_at) AS place FROM referral
             WHERE code LIKE '%-0' AND code ~ '^[0-9A-F]{8}-0$') r
      JOIN (SELECT id, row_number() OVER (ORDER BY slug) AS n, count(*) OVER () AS all
              FROM organisation WHERE kind = 'hospital') h
        ON (r.place + h.n) % greatest(h.all, 3) < 3`;
  await sql`
    INSERT INTO referral_event (id, referral_id, at, type, actor_id)
    SELECT gen_random_uuid(), r.id, r.created_at + k * interval '1 hour', 'submit', r.created_by
      FROM referral r CROSS JOIN generate_series(0, 1) k WHERE r.code ~ '^[0-9A-F]{8}-0$'`;
  // Fresh figures, as autovacuum would have them in an hour.
  await sql`ANALYZE referral, offer, referral_event`;
}
