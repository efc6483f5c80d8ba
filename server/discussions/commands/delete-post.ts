import { forbidden, notFound } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { post } from '../access.ts';
import { removePost } from '../remove-post.ts';
import { DeletePost } from '../schemas.ts';

export const deletePost = command('discussions.deletePost', {
  summary: 'Deletes a post: one’s own, or any for the secretariat.',
  input: DeletePost,
  subject: post.of('postId'),
  gate: 'thread.deleteMessage',
  async run({ subject, actor, tx, audit }) {
    // Between people everybody keeps their own words; what is amiss is reported.
    const another = subject.authorId !== actor.personId;
    if (subject.projectId === null && another) throw forbidden();
    if (!(await removePost(tx, subject.id))) throw notFound();
    audit({ threadId: subject.threadId });
    return { threadId: subject.threadId };
  },
});
