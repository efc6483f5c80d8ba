import type { Language } from '#server/platform/access/actor.ts';
import type { TranslatableText } from './translatable.ts';

export type Way = { from: Language; to: Language };
/** The texts in the order in which they were given; or that the same would be refused again. */
export type Translated = { texts: string[] } | { refused: 'language' | 'server' };

/**
 * Puts paragraphs into another language. A forum without one sends nothing to anybody and shows no
 * button; another provider is another function of this type.
 */
export type Translator = {
  /** To whom texts go, as the forum says it to people. */
  host: string;
  /** @throws where trying again later may succeed */
  translate(texts: readonly TranslatableText[], way: Way, signal: AbortSignal): Promise<Translated>;
};
