import type { ReactionKind } from '#server/discussions/schemas.ts';
import type { IconName } from '#app/ui/index.ts';

export const REACTION_ICONS: Record<ReactionKind, IconName> = {
  agree: 'thumbs-up',
  thanks: 'hand-heart',
  seen: 'eye',
  celebrate: 'party-popper',
  question: 'circle-help',
};

/** In the order in which they are offered. */
export const REACTION_KINDS = Object.keys(REACTION_ICONS) as ReactionKind[];
