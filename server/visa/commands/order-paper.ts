import { orderDocument } from '#server/documents/index.ts';
import { invalid, type Issue } from '#server/platform/errors.ts';
import { command, type CommandContext } from '#server/platform/use-case.ts';
import { by, referral, requirePieces, type ReferralRow } from '#server/referrals/index.ts';
import { holdPlan, type Held } from '../changing.ts';
import { registeredGuarantor, type Registered } from '../guarantors.ts';
import { acceptanceOf, certificateOf, groundOf, scheduleOf, type Ground } from '../paper.ts';
import type { PaperKind, PaperLang } from '../plain.ts';
import { isMedical } from '../rules/items.ts';
import { OrderPaper } from '../schemas.ts';
import { tellVisa } from '../telling.ts';

export const orderPaper = command('visa.orderPaper', {
  summary:
    'Orders the certificate of scheduled treatment (受診等予定証明書), the letter of acceptance (受入承諾書) or the treatment schedule (治療予定表) as a PDF in Japanese, English or both. It names the patient and stands on the accepted estimate; the certificate needs a registered guarantor too.',
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
  const schedule = input.kind === 'treatmentSchedule';
  const fields = schedule ? (['diagnosis'] as const) : (['diagnosis', 'plan'] as const);
  const empty = input.langs.flatMap((lang) =>
    fields
      .filter((field) => input[field][lang] === '')
      .map((field): Fault => [`${field}.${lang}`, 'required']),
  );
  const all = input.companions.length === plan.companions;
  const faults: Fault[] = [
    ...empty,
    ...(schedule ? faultsOfStages(input, plan) : []),
    ...(certificate && !all ? [['companions', 'visa.nameCompanions'] as Fault] : []),
  ];
  if (faults.length > 0) throw lacking(faults);
  return guarantor;
}

type Fault = [path: string, message: string];

/**
 * What is wrong with the lines of a schedule: none at all, one without words in a language that is
 * printed, or one in Japan on a day on which a single entry does not let the patient be there.
 */
function faultsOfStages({ stages, langs }: OrderPaper, plan: Held['plan']): Fault[] {
  if (stages.every((stage) => stage === null)) return [['stages', 'required']];
  return stages.flatMap((stage, index) => {
    if (!stage) return [];
    const { from, to, place, text } = stage;
    const inJapan = place !== 'abroad' && plan.way !== 'multiple';
    const outside = inJapan && (from < plan.arrivesOn || to > plan.leavesOn);
    return [
      ...langs
        .filter((lang) => text[lang] === '')
        .map((lang): Fault => [`stages.${index}.text.${lang}`, 'required']),
      ...(outside ? [[`stages.${index}.from`, 'visa.outsideStay'] as Fault] : []),
    ];
  });
}

function lacking(faults: readonly Fault[]) {
  const issues = faults.map(([path, message]): Issue => ({ path, message }));
  return invalid('INVALID_INPUT', undefined, issues);
}

/** One language of a paper: the document, and its number among those of the plan. */
async function order(context: Context, { row, plan }: Held, ground: Ground, lang: PaperLang) {
  const { input, actor, tx, services } = context;
  const owner = { kind: 'referral' as const, id: row.id };
  const made = await orderDocument(tx, actor, services.keyRing, {
    ...paperOf(input.kind, ground, lang),
    lang,
    owner,
  });
  await tx.sql`
    INSERT INTO visa_paper (document_id, plan_id, kind, lang, number, edition, at)
    SELECT ${made.id}::uuid, ${plan.id}::uuid, ${input.kind}::text, ${lang}::text, coalesce(max(p.number), 0) + 1,
           ${plan.edition}::int, ${tx.now}::timestamptz
      FROM visa_paper p WHERE p.plan_id = ${plan.id} AND p.kind = ${input.kind} AND p.lang = ${lang}`;
  return made;
}

function paperOf(kind: PaperKind, ground: Ground, lang: PaperLang) {
  switch (kind) {
    case 'visitCertificate':
      return { kind, data: certificateOf(ground, lang) };
    case 'acceptance':
      return { kind, data: acceptanceOf(ground, lang) };
    case 'treatmentSchedule':
      return { kind, data: scheduleOf(ground, lang) };
  }
}
