import { z } from 'zod';

export const Own = z.strictObject({});
export const Subscribe = z.strictObject({
  endpoint: z.url().max(1000),
  /** An uncompressed point of P-256, and sixteen bytes: base64url, as browsers give them. */
  p256dh: z.string().regex(/^[\w-]{87}$/),
  auth: z.string().regex(/^[\w-]{22}$/),
});
export const Unsubscribe = z.strictObject({ endpoint: z.url().max(1000) });
export const Forget = z.strictObject({ subscriptionId: z.uuid() });
