import { query } from '#server/platform/use-case.ts';
import { thread } from '../access.ts';
import { renderMarkdown } from '../markdown/render.ts';
import { standingIn } from '../mentions.ts';
import { Preview } from '../schemas.ts';

/** How a text will look as a post: rendered where posts are, so that nothing can differ. */
export const preview = query('discussions.preview', {
  summary: 'The HTML of a text as a post would show it.',
  input: Preview,
  subject: thread.of('threadId'),
  gate: 'thread.post',
  limit: { points: 60, seconds: 60 },
  async run({ input: { body, mentions = [] } }) {
    const calls = standingIn(body, mentions).map((one) => one.label);
    return { html: renderMarkdown(body, calls) };
  },
});
