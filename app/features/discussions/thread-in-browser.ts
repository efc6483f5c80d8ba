import { shown } from '#app/page-data.ts';
import { textId } from './addresses.ts';
import type { ThreadData } from './thread-data.ts';

/**
 * A thread as its whole page brings it to the browser: the texts of its posts stand on the page and
 * are read there, and only a sender's own page knows a message by the id that it made for it.
 */
export function threadInBrowser<Thread extends ThreadData>(thread: Thread) {
  return {
    ...thread,
    posts: thread.posts.map((post) => ({
      ...post,
      clientId: post.authorId === thread.me.personId ? post.clientId : '',
      html: post.html && shown(textId(post.seq)),
    })),
  };
}
