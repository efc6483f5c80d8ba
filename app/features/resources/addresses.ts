import { MEMBERS } from '#app/features/membership/directory.tsx';

/** Where what an organisation has to be booked is kept. */
export const resourcesOf = (slug: string) => `${MEMBERS}/${slug}/resources`;
export const resourceAt = (slug: string, id: string) => `${resourcesOf(slug)}/${id}`;
