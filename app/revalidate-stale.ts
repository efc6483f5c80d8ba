import type { ShouldRevalidateFunctionArgs } from '@remix-run/react';

/** A form that was behind is drawn anew from what is saved now; what was typed stays in it. */
export function revalidateWhenStale({
  actionStatus,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs): boolean {
  return actionStatus === 409 || defaultShouldRevalidate;
}
