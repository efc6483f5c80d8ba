import { command } from '#server/platform/use-case.ts';
import { file } from '../access.ts';
import { Open } from '../schemas.ts';

/** What a door needs to hand a file out. Its audit row is committed before the first byte leaves. */
export const openFile = command('files.open', {
  input: Open,
  subject: file.of('fileId'),
  gate: 'thread.view',
  limit: { points: 120, seconds: 60 },
  doors: ['web'],
  secret: true,
  async run({ subject, audit }) {
    const { id, ownerKind, ownerId, name, byteSize, storageKey, wrappedKey } = subject;
    audit(ownerKind === 'thread' ? { threadId: ownerId } : { projectId: ownerId });
    return { id, name, byteSize, storageKey, wrappedKey };
  },
});
