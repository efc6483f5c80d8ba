import type { Capability } from '#server/platform/kernel.ts';
import { project, thread } from './access.ts';
import { createThread } from './commands/create-thread.ts';
import { deletePost } from './commands/delete-post.ts';
import { editPost } from './commands/edit-post.ts';
import { markSeen } from './commands/mark-seen.ts';
import { postMessage } from './commands/post-message.ts';
import { deliverPosts } from './deliveries.ts';
import { listProjects } from './queries/list-projects.ts';
import { postPlace } from './queries/post-place.ts';
import { postSource } from './queries/post-source.ts';
import { projectPage } from './queries/project-page.ts';
import { threadPage } from './queries/thread-page.ts';

export {
  post,
  project,
  thread,
  upload,
  type PostRow,
  type ProjectRow,
  type ThreadRow,
} from './access.ts';
export { takesPosts } from './rules.ts';
export { discussionsWaiting, unreadThreadsOf, type DiscussionsWaiting } from './waiting.ts';

/** Projects with their threads and chats: where members work together in writing. */
export const discussions = {
  useCases: [
    listProjects,
    projectPage,
    threadPage,
    postPlace,
    postSource,
    createThread,
    postMessage,
    editPost,
    deletePost,
    markSeen,
  ],
  channels: {
    thread: { noun: thread, action: 'thread.view' },
    project: { noun: project, action: 'project.view' },
  },
  hydrate: {
    'post.created': deliverPosts,
    'post.edited': deliverPosts,
    'post.deleted': deliverPosts,
  },
} satisfies Capability;
