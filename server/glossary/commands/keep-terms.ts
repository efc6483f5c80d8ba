import { anywhere } from '#server/platform/access/access.ts';
import { conflict } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import { glossaryTerm } from '../access.ts';
import { AddTerm, OneTerm, SaveTerm } from '../schemas.ts';

export const addTerm = command('glossary.add', {
  summary: 'Adds an official name in several languages, with other spellings that are in use.',
  input: AddTerm,
  subject: anywhere,
  gate: 'glossary.write',
  async run({ input: { kind, names, also }, actor, tx, audit }) {
    const termId = newId();
    await tx.sql`
      INSERT INTO glossary_term (id, kind, names, also, changed_by, changed_at)
      VALUES (${termId}, ${kind}, ${JSON.stringify(names)}::jsonb, ${JSON.stringify(also)}::jsonb,
              ${actor.personId}, ${tx.now})`;
    audit({ termId });
    return { termId };
  },
});

export const saveTerm = command('glossary.save', {
  summary: 'Changes an official name or the spellings that it should replace.',
  input: SaveTerm,
  subject: glossaryTerm.of('termId'),
  gate: 'glossary.write',
  async run({ input: { kind, names, also, version }, subject, actor, tx }) {
    const saved = await tx.sql`
      UPDATE glossary_term SET kind = ${kind}, names = ${JSON.stringify(names)}::jsonb,
             also = ${JSON.stringify(also)}::jsonb, changed_by = ${actor.personId}, changed_at = ${tx.now},
             version = version + 1
       WHERE id = ${subject.id} AND version = ${version} RETURNING 1`;
    if (saved.length === 0) throw conflict('STALE_VERSION');
    return null;
  },
});

export const removeTerm = command('glossary.remove', {
  summary: 'Takes an official name out of the glossary. What was translated with it stays.',
  input: OneTerm,
  subject: glossaryTerm.of('termId'),
  gate: 'glossary.write',
  async run({ subject, tx }) {
    await tx.sql`DELETE FROM glossary_term WHERE id = ${subject.id}`;
    return null;
  },
});
