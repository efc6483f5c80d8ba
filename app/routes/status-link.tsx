import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { BirthForm } from '#app/features/status-page/birth-form.tsx';
import { PatientFrame } from '#app/features/status-page/patient-frame.tsx';
import { PatientPage } from '#app/features/status-page/patient-page.tsx';
import type { Shown } from '#app/features/status-page/view.ts';
import { visitCookie, visitIn } from '#app/features/status-page/visit.ts';
import { isLang } from '#app/i18n/lang.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page, text, type PageArgs } from '#app/page.ts';
import type { Handle } from '#app/root.tsx';
import { formState } from '#app/ui/index.ts';

export const handle: Handle = { frame: 'none' };
export const meta = titled('patientPage', (t) => t('title'));

export const loader = page(['patientPage'], async ({ forum, params, request }) => {
  if (!isLang(params.lang)) throw notFound();
  const secret = params.secret ?? '';
  return { secret, shown: await shownTo(forum, secret, visitIn(request)) };
});

/** What ended and what never was look alike: the form that asks for the date. */
async function shownTo(
  forum: PageArgs['forum'],
  secret: string,
  visit: string | null,
): Promise<Shown | null> {
  if (!visit) return null;
  try {
    return await forum.call('statusPage.read', { secret, visit });
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'STATUS_PAGE_OVER' || code === 'INVALID_INPUT') return null;
    throw error;
  }
}

export const action = act(async ({ forum, form, params, context, url }) => {
  const back = (visit: string | null) =>
    redirect(url.pathname, { headers: { 'Set-Cookie': visitCookie(visit, context.origin) } });
  if (text(form, 'act') === 'leave') return back(null);
  const { visit } = await forum.call('statusPage.enter', {
    secret: params.secret ?? '',
    birthDate: dayOf(form),
  });
  return visit ? back(visit) : { wrong: true };
});

/** A date as it was typed in three parts, in whatever width of figures. */
function dayOf(form: FormData): string {
  const part = (name: string, length: number) =>
    text(form, name).normalize('NFKC').padStart(length, '0');
  return `${part('year', 4)}-${part('month', 2)}-${part('day', 2)}`;
}

/** Where a case stands, for the patient and the family. */
export default function StatusLink() {
  const { secret, shown } = useLoaderData<typeof loader>().data;
  const answer = useActionData<typeof action>();
  const t = useT('patientPage');
  const lang = useLang();
  const format = useFormat();
  return (
    <PatientFrame lang={lang} secret={secret} t={t}>
      {shown ? (
        <PatientPage of={shown} lang={lang} t={t} format={format} />
      ) : (
        <BirthForm wrong={answer?.ok === true} state={formState(answer)} t={t} />
      )}
    </PatientFrame>
  );
}
