import type { Capability } from '#server/platform/kernel.ts';
import { project, thread } from './access.ts';
import { acknowledge } from './commands/acknowledge.ts';
import { askMachineText } from './commands/ask-machine-text.ts';
import { bookmarkPost } from './commands/bookmark-post.ts';
import { createThread } from './commands/create-thread.ts';
import { deletePost } from './commands/delete-post.ts';
import { draft } from './queries/draft.ts';
import { editPost } from './commands/edit-post.ts';
import { followThread } from './commands/follow-thread.ts';
import { lockThread } from './commands/lock-thread.ts';
import { markAllSeen } from './commands/mark-all-seen.ts';
import { markNotice } from './commands/mark-notice.ts';
import { markSeen } from './commands/mark-seen.ts';
import { moveThread } from './commands/move-thread.ts';
import { pinThread } from './commands/pin-thread.ts';
import { postMessage } from './commands/post-message.ts';
import { remindNotice } from './commands/remind-notice.ts';
import { renameThread } from './commands/rename-thread.ts';
import { setState } from './commands/set-state.ts';
import { slowThread } from './commands/slow-thread.ts';
import { deliverPosts, deliverReactions } from './deliveries.ts';
import { react } from './commands/react.ts';
import { tieRecord, untieRecord } from './commands/tie-record.ts';
import { translatePost } from './commands/translate-post.ts';
import { withdrawHeld } from './commands/withdraw-held.ts';
import { saveDraft } from './commands/save-draft.ts';
import { saveThreadDraft } from './commands/save-thread-draft.ts';
import { mentionable } from './queries/mentionable.ts';
import { postHistory } from './queries/post-history.ts';
import { postTextHistory } from './queries/post-text-history.ts';
import { postTexts } from './queries/post-texts.ts';
import { preview } from './queries/preview.ts';
import { listBookmarks } from './queries/list-bookmarks.ts';
import { noticePage } from './queries/notice-page.ts';
import { postPlace } from './queries/post-place.ts';
import { postSource } from './queries/post-source.ts';
import { projectPage } from './queries/project-page.ts';
import { spaces } from './queries/spaces.ts';
import { tagsInUse, threadsTagged } from './queries/tags.ts';
import { threadTies } from './queries/thread-ties.ts';
import { threadsOfEvent } from './queries/threads-of-event.ts';
import { threadDraft } from './queries/thread-draft.ts';
import { threadMatters } from './queries/thread-matters.ts';
import { threadPage } from './queries/thread-page.ts';
import { threadSettings } from './queries/thread-settings.ts';
import { deliverTurns } from './turns.ts';
import { describeHeld } from './held/subjects.ts';
import { describeProjects, describeThreads } from './subjects.ts';

export {
  everyMember,
  isOpenSpace,
  isOpenTo,
  NO_PEOPLE,
  participants,
  participates,
  post,
  project,
  takesPart,
  thoseTakingPart,
  thread,
  upload,
  type Participants,
  type PostRow,
  type ProjectRow,
  type ThreadRow,
} from './access.ts';
export { appendPost } from './append-post.ts';
export { BAR_HOLDS, barFromWriting, liftBars, refuseBarred } from './barring.ts';
export { expirePosts, NOT_SPARED } from './expire-posts.ts';
export { held, type HeldRow } from './held/access.ts';
export { refuseHeld, releaseHeld } from './held/hold.ts';
export { HOLD_SETTING, holdsFirstPosts, NEWCOMER_DAYS, refuseNewcomer } from './held/newcomer.ts';
export { heldWaiting } from './held/waiting.ts';
export { HELD_JSON, heldView, type HeldColumns, type HeldView } from './held/reading.ts';
export { tellOfHeld, toolsChanged } from './held/telling.ts';
export { fillMachineText, machineQueue } from './machine/filling.ts';
export { libreTranslate } from './machine/libre-translate.ts';
export type { Translator } from './machine/translator.ts';
export { linksOf, tie, untie, type LinkView } from './links.ts';
export { removePost } from './remove-post.ts';
export { refuseBlocked, tellOthers, type DirectPerson } from './direct.ts';
export { excerptOf } from './excerpt.ts';
export { waitForThread } from './hold-thread.ts';
export { AUTHOR_JSON, horizonOf, knownTo, notMuted, ORG_JSON, unreadOf } from './reading.ts';
export type { AuthorView, OrgView } from './views.ts';
export { postNews, threadNews, type PostNews, type ThreadNews } from './news.ts';
export { takesPosts } from './rules.ts';
export { addTurn } from './turns.ts';
export { discussionsWaiting, unreadThreadsOf, type DiscussionsWaiting } from './waiting.ts';

/** Projects with their threads and chats: where members work together in writing. */
export const discussions = {
  useCases: [
    projectPage,
    threadPage,
    postPlace,
    postSource,
    createThread,
    postMessage,
    editPost,
    deletePost,
    markSeen,
    threadMatters,
    threadSettings,
    setState,
    renameThread,
    tieRecord,
    untieRecord,
    threadsOfEvent,
    threadTies,
    spaces,
    tagsInUse,
    threadsTagged,
    pinThread,
    lockThread,
    moveThread,
    slowThread,
    followThread,
    markAllSeen,
    bookmarkPost,
    listBookmarks,
    markNotice,
    acknowledge,
    remindNotice,
    noticePage,
    react,
    mentionable,
    postHistory,
    postTexts,
    postTextHistory,
    translatePost,
    askMachineText,
    preview,
    draft,
    saveDraft,
    threadDraft,
    saveThreadDraft,
    withdrawHeld,
  ],
  channels: {
    thread: { noun: thread, action: 'thread.view' },
    project: { noun: project, action: 'project.view' },
  },
  hydrate: {
    'post.created': deliverPosts,
    'post.edited': deliverPosts,
    'post.translated': deliverPosts,
    'post.deleted': deliverPosts,
    'post.filesChecked': deliverPosts,
    'thread.turned': deliverTurns,
    'post.reacted': deliverReactions,
  },
  subjects: { thread: describeThreads, project: describeProjects, held: describeHeld },
} satisfies Capability;
