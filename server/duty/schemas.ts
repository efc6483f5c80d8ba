import { z } from 'zod';
import { id } from '#server/platform/ids.ts';

export const DutyPage = z.strictObject({ slug: z.string().max(100) });

const people = z.array(id('person')).max(20);
const rota = {
  orgId: id('organisation'),
  /** The version of the rota that its editor saw; 0 before there is one. */
  version: z.int().min(0),
};

export const SetWeek = z.strictObject({
  ...rota,
  monday: people,
  tuesday: people,
  wednesday: people,
  thursday: people,
  friday: people,
  saturday: people,
  sunday: people,
});

export const SetDay = z.strictObject({
  ...rota,
  day: z.iso.date(),
  /** Who is on duty on that day; nobody: those of its weekday, as on any other. */
  personIds: people,
});

export const NameDeputy = z.strictObject({
  orgId: id('organisation'),
  absentId: id('person'),
  deputyId: id('person'),
  /** The first and the last day of the absence, days of Japan. */
  from: z.iso.date(),
  to: z.iso.date(),
});

export const EndDeputyship = z.strictObject({ deputyshipId: id('deputyship') });
