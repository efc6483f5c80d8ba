import { text } from '#app/page.ts';
import { CONSENT_COVERS } from '#server/referrals/schemas.ts';

/** The consent form as the use case takes it: for the hospitals that the case is offered to. */
export function readConsent(form: FormData) {
  return {
    version: Number(text(form, 'version')),
    lang: text(form, 'lang'),
    covers: CONSENT_COVERS.filter((value) => form.get(`covers.${value}`) !== null),
    orgClass: 'offeredHospitals' as const,
    givenBy: text(form, 'givenBy') as 'patient',
    method: text(form, 'method') as 'written',
    givenOn: text(form, 'givenOn'),
  };
}
