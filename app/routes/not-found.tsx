import { notFound, page } from '#app/page.ts';

/** Every address that the table of contents does not know. */
export const loader = page([], () => {
  throw notFound();
});

export default function NotFound() {
  return null;
}
