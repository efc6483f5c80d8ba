import { useLoaderData, type ShouldRevalidateFunction } from '@remix-run/react';
import { idIn, placeIn } from '#app/features/discussions/address-parts.ts';
import type { ThreadData } from '#app/features/discussions/thread-data.ts';
import { ThreadView } from '#app/features/discussions/thread-view.tsx';
import { titled } from '#app/i18n/titled.ts';
import { page } from '#app/page.ts';

const NONE = { polls: [] };

export const loader = page(
  ['discussions', 'files', 'posts', 'threads', 'decisions', 'direct', 'presence'],
  async ({ forum, params, url }) => {
    const threadId = idIn(params['threadId']);
    const thread = await forum.call('discussions.threadPage', { threadId, ...placeIn(url) });
    // Most threads ask nothing, and then nobody asks about it.
    const { polls } =
      thread.polls > 0 ? await forum.call('decisions.ofThread', { threadId }) : NONE;
    const personIds = thread.direct?.others.map(({ id }) => id) ?? [];
    const presence = personIds.length > 0 ? await forum.call('presence.of', { personIds }) : {};
    return { ...thread, asked: polls, presence, clientId: crypto.randomUUID() };
  },
);

export const meta = titled<'discussions', ThreadData>(
  'discussions',
  (_t, { thread, direct }) =>
    thread.title || (direct?.others ?? []).map((one) => one.familyName || one.givenName).join(', '),
);

/** The channel keeps the page true; reading it again would only lose the place in it. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentUrl, nextUrl, formAction }) =>
  !formAction || formAction.startsWith('/messages/') || currentUrl.pathname !== nextUrl.pathname;

export default function Thread() {
  const { data } = useLoaderData<typeof loader>();
  return (
    <ThreadView
      key={data.thread.id}
      page={data}
      asked={data.asked}
      present={data.presence}
      clientId={data.clientId}
    />
  );
}
