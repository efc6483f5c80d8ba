import { MEMBERS } from '#app/features/membership/directory.tsx';

/** Where the departments and capabilities of an organisation are tended. */
export const profileOf = (slug: string) => `${MEMBERS}/${slug}/profile`;
export const historyOf = (slug: string) => `${profileOf(slug)}/history`;
export const departmentAt = (slug: string, id: string) => `${profileOf(slug)}/departments/${id}`;
export const lineAt = (slug: string, id: string) => `${profileOf(slug)}/lines/${id}`;
