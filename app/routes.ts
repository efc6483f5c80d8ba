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

  route('settings', 'routes/settings/profile.tsx'),
  route('settings/security', 'routes/settings/security.tsx'),
  route('settings/second-factor', 'routes/settings/second-factor.tsx'),
  route('settings/second-factor/confirm', 'routes/settings/confirm-second-factor.tsx'),
  route('settings/second-factor/remove', 'routes/settings/remove-second-factor.ts'),
  route('settings/sessions/end', 'routes/settings/end-session.ts'),
  route('settings/sessions/end-others', 'routes/settings/end-other-sessions.ts'),
  route('settings/tokens', 'routes/settings/tokens.tsx'),
  route('settings/tokens/revoke', 'routes/settings/revoke-token.ts'),
  route('notifications', 'routes/notifications/list.tsx'),
  route('notifications/read', 'routes/notifications/read-all.ts'),
  route('notifications/:id/open', 'routes/notifications/open.ts'),

  route('dev/ui', 'routes/gallery.tsx'),
  route('*', 'routes/not-found.tsx'),
] satisfies RouteConfig;
