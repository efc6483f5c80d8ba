import { redirect } from '@remix-run/node';

/** For routes that are one act: an address typed by hand leads home, a refusal gets the error page. */
export const loader = () => redirect('/');

export default function VerbRoute() {
  return null;
}
