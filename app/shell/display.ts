import type { Theme } from './shell-data.ts';

const YEAR_S = 31_536_000;

/** How this browser wants the frame: kept in cookies, for it belongs to the screen, not the person. */
export function readDisplay(cookies: string | null): {
  theme: Theme;
  railFolded: boolean;
  maintenanceAway: string | null;
} {
  const theme = cookie(cookies, 'theme');
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    railFolded: cookie(cookies, 'rail') === 'folded',
    maintenanceAway: cookie(cookies, 'maintenance') ?? null,
  };
}

/** The value of a Set-Cookie header that remembers a choice of display for a year. */
export function remember(name: 'theme' | 'rail' | 'maintenance', value: string): string {
  return `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax`;
}

function cookie(cookies: string | null, name: string): string | undefined {
  return cookies?.match(new RegExp(`(?:^|;\\s*)${name}=([^;]*)`))?.[1];
}
