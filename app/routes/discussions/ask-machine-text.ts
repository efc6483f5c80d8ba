import { redirect } from '@remix-run/node';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { textsAddress } from '#app/features/discussions/addresses.ts';
import { isLang } from '#app/i18n/lang.ts';
import { notFound, verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

export const action = verb(async ({ forum, params: { postId, lang } }) => {
  if (!isLang(lang)) throw notFound();
  const id = idIn(postId);
  await forum.call('discussions.askMachineText', { postId: id, lang });
  return redirect(textsAddress(id, lang));
});
