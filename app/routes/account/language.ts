import { redirect } from '@remix-run/node';
import { isLang } from '#app/i18n/lang.ts';
import { safeNext, text, verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

/** A member's language is kept with the account, a visitor's with the browser. */
export const action = verb(async ({ forum, actor, form, context }) => {
  const lang = text(form, 'lang');
  if (isLang(lang)) {
    if (actor.kind === 'person') await forum.call('account.setLanguage', { lang });
    context.setLanguage(lang);
  }
  return redirect(safeNext(form.get('next')));
});
