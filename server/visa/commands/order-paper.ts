import { orderDocument } from '#server/documents/index.ts';
import { invalid, type Issue } from '#server/platform/errors.ts';
import { command, type CommandContext } from '#server/platform/use-case.ts';
import { by, referral, requirePieces, type ReferralRow } from '#server/referrals/index.ts';
import { holdPlan, type Held } from '../changing.ts';
import { registeredGuarantor, type Registered } from '../guarantors.ts';
import { acceptanceOf, certificateOf, groundOf, type Ground } from '../paper.ts';
import type { PaperLang } from '../plain.ts';
import { isMedical } from '../rules/items.ts';
import { OrderPaper } from '../schemas.ts';
import { tellVisa } from '../telling.ts';

export const orderPaper = command('visa.orderPaper', {
  summary:
    'Orders the certificate of scheduled treatment (受診等予定証明書) or the letter of acceptance (受入承諾書) as a PDF in Japanese, English or both. It names the patient and stands on the accepted estimate; the certificate needs a registered guarantor too.',
  input: OrderPaper,
  subject: referral.of('code'),
  gate: 'visa.paper',
  limit: { points: 10, seconds: 60 },
  async run(context) {
    const { input, actor, tx, services, emit, audit } = context;
    const held = await holdPlan(context, 'visa.paper', input.version);
    const guarantor = await requireAll(context, held);
    const ground = await groundOf(tx, services.keyRing, held.row, {
      plan: held.plan,
      guarantor,
      words: input,
    });
    const made = [];
    for (const lang of new Set(input.langs)) made.push(await order(context, held, ground, lang));
    await tellVisa(tx, emit, held.row, 'visaPapers', by(actor));
    audit({ class: 'document', documentIds: made.map(({ id }) => id) });
    return { papers: made };
  },
});

type Context = CommandContext<OrderPaper, ReferralRow>;

/** Refuses a paper that would not stand, with every piece that it lacks. */
async function requireAll(context: Context, { row, plan }: Held): Promise<Registered | null> {
  const { input, tx, services } = context;
  const certificate = input.kind === 'visitCertificate';
  if (certificate && !isMedical(plan)) throw lacking([['kind', 'visa.onlyMedical']]);
  const named = row.facilitatorOrgId;
  const guarantor = named ? await registeredGuarantor(tx, named) : null;
  const without = certificate && !guarantor ? ['guarantor'] : [];
  await requirePieces(tx, services.keyRing, row, ['estimate', 'identity'], without);
  const empty = input.langs.flatMap((lang) =>
    (['diagnosis', 'plan'] as const)
      .filter((field) => input[field][lang] === '')
      .map((field): [string, string] => [`${field}.${lang}`, 'required']),
  );
  const all = input.companions.length === plan.companions;
  const faults: [string, string][] = [
    ...empty,
    ...(certificate && !all ? [['companions', 'visa.nameCompanions'] as [string, string]] : []),
  ];
  if (faults.length > 0) throw lacking(faults);
  return guarantor;
}

function lacking(faults: readonly [path: string, message: string][]) {
  const issues = faults.map(([path, message]): Issue => ({ path, message }));
  return invalid('INVALID_INPUT', undefined, issues);
}

/** One language of a paper: the document, and its number among those of the plan. */
async function order(context: Context, { row, plan }: Held, ground: Ground, lang: PaperLang) {
  const { input, actor, tx, services } = context;
  const owner = { kind: 'referral' as const, id: row.id };
  const made =
    input.kind === 'visitCertificate'
      ? await orderDocument(tx, actor, services.keyRing, {
          kind: 'visitCertificate',
          lang,
          data: certificateOf(ground, lang),
          owner,
        })
      : await orderDocument(tx, actor, services.keyRing, {
          kind: 'acceptance',
          lang,
          data: acceptanceOf(ground, lang),
          owner,
        });
  await tx.sql`
    INSERT INTO visa_paper (document_id, plan_id, kind, lang, number, edition, at)
    SELECT ${made.id}::uuid, ${plan.id}::uuid, ${input.kind}::text, ${lang}::text, coalesce(max(p.number), 0) + 1,
           ${plan.edition}::int, ${tx.now}::timestamptz
      FROM visa_paper p WHERE p.plan_id = ${plan.id} AND p.kind = ${input.kind} AND p.lang = ${lang}`;
  return made;
}
