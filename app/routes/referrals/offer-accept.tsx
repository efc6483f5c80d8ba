import { redirect } from '@remix-run/node';
import { useActionData, useParams, useRouteLoaderData } from '@remix-run/react';
import { AcceptConfirm, type AcceptValues } from '#app/features/referrals/accept-confirm.tsx';
import { casePath, displayCode } from '#app/features/referrals/addresses.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import type { loader as offerLoader } from './offer.tsx';

export const loader = page([], () => null);

/** The first sending asks once more; the second, which says so, accepts. */
export const action = act(async ({ forum, form, params }) => {
  const offerId = params.offerId ?? '';
  const values: AcceptValues = {
    version: text(form, 'version'),
    department: text(form, 'department'),
    physician: text(form, 'physician'),
    earliestOn: text(form, 'earliestOn'),
    note: text(form, 'note'),
    decidedBy: text(form, 'decidedBy'),
    decidedOn: text(form, 'decidedOn'),
  };
  if (text(form, 'confirmed') === 'yes') {
    const { code } = await forum.call('referrals.accept', {
      ...values,
      decidedOn: values.decidedOn || undefined,
      decidedBy: values.decidedBy || undefined,
      offerId,
      version: Number(values.version),
    });
    return redirect(casePath(code));
  }
  const { own, asked } = await forum.call('referrals.offerPage', { offerId });
  return { values, code: own.code, chosen: asked?.chosen ?? false };
});

export default function AcceptOffer() {
  const t = useT('referrals');
  const format = useFormat();
  const { offerId = '' } = useParams();
  const offer = useRouteLoaderData<typeof offerLoader>('routes/referrals/offer')?.data;
  const answer = useActionData<typeof action>();
  // Closed meanwhile, nothing is left to accept: the page behind says so.
  if (!answer || !offer?.asked) return null;
  if (answer.ok) {
    const { values, code, chosen } = answer.data;
    return (
      <AcceptConfirm
        offerId={offerId}
        code={displayCode(code)}
        values={values}
        chosen={chosen}
        refused={null}
        t={t}
        format={format}
      />
    );
  }
  const { values, message, fields } = answer;
  const first = Object.values(fields)[0];
  return (
    <AcceptConfirm
      offerId={offerId}
      code={displayCode(offer.own.code)}
      values={{
        version: values['version'] ?? '',
        department: values['department'] ?? '',
        physician: values['physician'] ?? '',
        earliestOn: values['earliestOn'] ?? '',
        note: values['note'] ?? '',
        decidedBy: values['decidedBy'] ?? '',
        decidedOn: values['decidedOn'] ?? '',
      }}
      chosen={offer.asked.chosen}
      refused={first ? `${message} ${first}` : message}
      t={t}
      format={format}
    />
  );
}
