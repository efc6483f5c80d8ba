/** How a browser that knew the date of birth is known for a while: on this page's addresses alone. */
const NAME = 'status';

export function visitIn(request: Request): string | null {
  const cookies = request.headers.get('Cookie') ?? '';
  return /(?:^|;\s*)status=([\w-]{43})(?:;|$)/.exec(cookies)?.[1] ?? null;
}

/** Of a visit; without one the browser forgets it. */
export function visitCookie(visit: string | null, origin: string): string {
  const secure = origin.startsWith('https:') ? '; Secure' : '';
  const ends = visit ? '' : '; Max-Age=0';
  return `${NAME}=${visit ?? ''}; Path=/status/; HttpOnly; SameSite=Lax${ends}${secure}`;
}
