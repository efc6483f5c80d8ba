import { RateLimiterMemory } from 'rate-limiter-flexible';
import { rateLimited } from '#server/platform/errors.ts';

// Slow, never locked: whoever guesses waits, and the owner signs in from another address meanwhile.
const perAccountAndAddress = new RateLimiterMemory({ points: 8, duration: 15 * 60 });
const perAddress = new RateLimiterMemory({ points: 100, duration: 15 * 60 });
const perTicket = new RateLimiterMemory({ points: 6, duration: 15 * 60 });

/** Counts a try to sign in; throws TOO_MANY_TRIES with the seconds to wait. */
export async function countSignIn(email: string, address: string, scale: number): Promise<void> {
  if (scale > 1) return;
  await counted(perAccountAndAddress, `${email.toLowerCase()} ${address}`);
  await counted(perAddress, address);
}

/** Counts a try of a code for one person or ticket. */
export async function countCode(key: string): Promise<void> {
  await counted(perTicket, key);
}

/**
 * A good sign-in clears what was counted for this account and address, and is not counted for the
 * address: a hospital's hundred people behind one router are no attack.
 */
export async function forgetTries(email: string, address: string): Promise<void> {
  await perAccountAndAddress.delete(`${email.toLowerCase()} ${address}`);
  await perAddress.reward(address);
}

async function counted(limiter: RateLimiterMemory, key: string): Promise<void> {
  await limiter.consume(key).catch((refusal: { msBeforeNext?: number }) => {
    throw rateLimited('TOO_MANY_TRIES', Math.ceil((refusal.msBeforeNext ?? 60_000) / 1000));
  });
}
