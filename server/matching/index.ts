export { assess, byFit, type Assessment, type Part } from './assess.ts';
export type { Need, Profile } from './profile.ts';
export { profilesOf, type ProfiledOrganisation } from './profiles.ts';
export { reasonsFor, type Told } from './telling.ts';
export type { Doubt, Obstacle, Reason, Unknown } from './schemas.ts';
export { WEIGHTS } from './weights.ts';
