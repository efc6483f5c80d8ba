import { index, route, type RouteConfig } from '@remix-run/route-config';

export default [
  index('routes/home.tsx'),
  route('sign-in', 'routes/account/sign-in.tsx'),
  route('sign-in/code', 'routes/account/sign-in-code.tsx'),
  route('sign-out', 'routes/account/sign-out.ts'),
  route('forgot-password', 'routes/account/forgot-password.tsx'),
  route('reset-password', 'routes/account/reset-password.tsx'),
  route('step-up', 'routes/account/step-up.tsx'),
  route('acting', 'routes/account/acting.ts'),
  route('language', 'routes/account/language.ts'),
  route('display', 'routes/account/display.ts'),

  route('library', 'routes/library/list.tsx'),
  route('library/:slug', 'routes/library/item.tsx'),
  route('members', 'routes/members/list.tsx'),
  route('members/:slug', 'routes/members/organisation.tsx'),

  route('dev/ui', 'routes/gallery.tsx'),
  route('*', 'routes/not-found.tsx'),
] satisfies RouteConfig;
