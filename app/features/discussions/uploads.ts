import type { AttachmentView } from '#server/discussions/views.ts';
import { call } from '#app/realtime/connection.ts';

/** A file on its way to a thread, or there and waiting for its post. */
export type Upload = {
  key: string;
  file: File;
  state: 'waiting' | 'sending' | 'ready' | 'failed';
  /** The share of its bytes that has gone out. */
  sent: number;
  /** What the forum made of it, once it is there. */
  attachment: AttachmentView | null;
  /** Why not: the refusal's code. */
  code: string | null;
};
type Answer = { attachment: AttachmentView } | { code: string };

export type FileLimits = { perPost: number; maxBytes: number };
const NOTHING: FileLimits = { perPost: 0, maxBytes: 0 };

export type Uploads = ReturnType<typeof createUploads>;

const NONE: readonly Upload[] = [];
const byPlace = new Map<string, Uploads>();

/**
 * The uploads of a thread. They outlive the page within the forum, as the typed text does.
 * @param limits null where the reader may not bring files
 */
export function uploadsOf(threadId: string, orgId: string, limits: FileLimits | null): Uploads {
  // While a page is drawn on the server there is nobody yet who could bring a file.
  if (typeof document === 'undefined') return createUploads(threadId, orgId, limits ?? NOTHING);
  const place = `${threadId} ${orgId}`;
  let uploads = byPlace.get(place);
  if (!uploads) {
    uploads = createUploads(threadId, orgId, limits ?? NOTHING);
    byPlace.set(place, uploads);
    if (byPlace.size === 1) warnBeforeLeaving();
  }
  return uploads;
}

/** Sends files one after the other: over a slow line the first is there sooner than all at once. */
function createUploads(threadId: string, orgId: string, limits: FileLimits) {
  let list = NONE;
  let running: { key: string; request: XMLHttpRequest } | null = null;
  const watchers = new Set<() => void>();

  function become(next: readonly Upload[]) {
    list = next;
    for (const watcher of watchers) watcher();
  }

  function change(key: string, to: Partial<Upload>) {
    become(list.map((one) => (one.key === key ? { ...one, ...to } : one)));
  }

  function sendNext() {
    const next = list.find((one) => one.state === 'waiting');
    if (running || !next) return;
    const { key, file } = next;
    const request = new XMLHttpRequest();
    running = { key, request };
    change(key, { state: 'sending', sent: 0 });
    request.upload.onprogress = ({ loaded, total }) => change(key, { sent: loaded / total });
    request.onloadend = () => {
      running = null;
      const answer = answerOf(request);
      change(key, { state: 'attachment' in answer ? 'ready' : 'failed', ...answer });
      sendNext();
    };
    const query = new URLSearchParams({ thread: threadId, name: file.name });
    request.open('PUT', `/files?${query.toString()}`);
    request.setRequestHeader('X-Acting-As', orgId);
    request.send(file);
  }

  return {
    limits,
    list: () => list,
    watch(watcher: () => void) {
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
    add(files: readonly File[]) {
      const room = limits.perPost - list.length;
      become([...list, ...files.map((file, index) => begun(file, index < room, limits))]);
      sendNext();
    },
    again(key: string) {
      change(key, { state: 'waiting', code: null });
      sendNext();
    },
    /** Ends one that is on its way, or takes back one that is there. */
    remove(key: string) {
      const gone = list.find((one) => one.key === key);
      become(list.filter((one) => one.key !== key));
      if (running?.key === key) running.request.abort();
      if (gone?.attachment) void call('files.discard', { fileId: gone.attachment.id });
    },
    /** Hands what is there to a post, and begins anew. */
    take(): AttachmentView[] {
      const taken = list.flatMap((one) => one.attachment ?? []);
      become(NONE);
      return taken;
    },
  };
}

/** What the forum would refuse anyway is said before a byte goes out. */
function begun(file: File, hasRoom: boolean, { maxBytes }: FileLimits): Upload {
  const code = !hasRoom
    ? 'TOO_MANY'
    : file.size > maxBytes
      ? 'FILE_TOO_LARGE'
      : file.size === 0
        ? 'FILE_EMPTY'
        : null;
  const state = code ? 'failed' : 'waiting';
  return { key: crypto.randomUUID(), file, state, sent: 0, attachment: null, code };
}

function answerOf({ status, responseText }: XMLHttpRequest): Answer {
  if (status === 0) return { code: 'NO_ANSWER' };
  try {
    const body = JSON.parse(responseText) as AttachmentView & { code?: string };
    return status === 201 ? { attachment: body } : { code: body.code ?? 'UNEXPECTED' };
  } catch {
    return { code: status === 413 ? 'FILE_TOO_LARGE' : 'UNEXPECTED' };
  }
}

function warnBeforeLeaving() {
  addEventListener('beforeunload', (event) => {
    if ([...byPlace.values()].some((uploads) => uploads.list().length > 0)) event.preventDefault();
  });
}
