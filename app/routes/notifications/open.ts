import { openNotice } from '#app/features/notifications/open-notice.ts';
import { text, verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

export const action = verb((args) => openNotice(args, args.params['id'] ?? text(args.form, 'id')));
