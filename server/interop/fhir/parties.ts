import type { Organization, Practitioner, PractitionerRole } from '@medplum/fhirtypes';
import type { CaseParts } from '../parts.ts';
import { concept, head, plain, refTo, type Making } from './making.ts';
import { lean } from './lean.ts';

type Party = Organization | Practitioner | PractitionerRole;

/** Who takes part, as far as the parts name them: sender, its doctor, officer, hospital and its doctor. */
export function partiesOf(making: Making, parts: CaseParts): Party[] {
  const { partner, hospital, identity, officer } = parts;
  return [
    ...(partner ? [organisation(making, 'Organization sender', partner.name)] : []),
    ...(partner && identity?.referrerName
      ? doctor(making, 'referrer', 'Organization sender', {
          name: identity.referrerName,
          phone: identity.referrerPhone,
        })
      : []),
    ...(officer ? [practitioner(making, 'Practitioner officer', officer.name)] : []),
    ...(hospital ? [organisation(making, 'Organization hospital', hospital.name)] : []),
    ...(hospital?.answer.physician
      ? doctor(making, 'physician', 'Organization hospital', {
          name: hospital.answer.physician,
          department: hospital.answer.department,
        })
      : []),
  ];
}

function organisation(
  making: Making,
  key: string,
  name: NonNullable<CaseParts['partner']>['name'],
): Organization {
  const main = plain(name);
  const alias = Object.values(name).filter((each): each is string => !!each && each !== main);
  return lean<Organization>({
    resourceType: 'Organization',
    ...head(making, key),
    name: main,
    alias: [...new Set(alias)],
  });
}

function practitioner(making: Making, key: string, name: string): Practitioner {
  return lean<Practitioner>({
    resourceType: 'Practitioner',
    ...head(making, key),
    name: [{ text: name }],
  });
}

function doctor(
  making: Making,
  key: string,
  organisationKey: string,
  { name, phone = '', department = '' }: { name: string; phone?: string; department?: string },
): Party[] {
  return [
    practitioner(making, `Practitioner ${key}`, name),
    lean<PractitionerRole>({
      resourceType: 'PractitionerRole',
      ...head(making, `PractitionerRole ${key}`),
      practitioner: refTo(making, 'Practitioner', `Practitioner ${key}`),
      organization: refTo(making, 'Organization', organisationKey),
      specialty: [concept({ en: department })],
      telecom: [phone ? { system: 'phone', value: phone } : null],
    }),
  ];
}
