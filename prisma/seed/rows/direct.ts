import { homeOrgOf, idOf } from '../cast.ts';
import { atJapanTime, workdayFrom } from '../dates.ts';
import { CONVERSATIONS, LATELY_HERE, type SeedConversation, type SeedMessage } from '../direct.ts';
import type { Row, Rows } from './insert.ts';

/** Conversations between people, with their messages and how far each has read. */
export function directRows(today: Date): Rows {
  return {
    thread: CONVERSATIONS.map((one) => threadRow(one, today)),
    thread_person: CONVERSATIONS.flatMap((one) =>
      one.people.map((key) => ({
        thread_id: threadId(one),
        person_id: idOf('person', key),
        visible_from_seq: 1,
        joined_at: momentOf(one.messages[0]!, today),
        added_by: idOf('person', one.messages[0]!.by),
      })),
    ),
    post: CONVERSATIONS.flatMap((one) =>
      one.messages.map((message, i) => postRow(one, message, i, today)),
    ),
    read_state: CONVERSATIONS.flatMap((one) =>
      one.people.map((key) => ({
        person_id: idOf('person', key),
        thread_id: threadId(one),
        last_read_seq: one.messages.length - (one.unread[key] ?? 0),
        at: momentOf(one.messages.at(-1)!, today),
      })),
    ),
    channel: CONVERSATIONS.map((one) => ({
      kind: 'thread',
      record_id: threadId(one),
      last_seq: one.messages.length,
    })),
    presence: Object.entries(LATELY_HERE).map(([key, minutes]) => ({
      person_id: idOf('person', key),
      at: new Date(today.getTime() - minutes * 60_000),
    })),
  };
}

function threadRow(one: SeedConversation, today: Date): Row {
  const first = one.messages[0]!;
  const pair = one.people.map((key) => idOf('person', key)).toSorted();
  return {
    id: threadId(one),
    kind: 'direct',
    title: one.name,
    lang: first.lang,
    created_by: idOf('person', first.by),
    org_id: idOf('organisation', homeOrgOf(first.by)),
    created_at: momentOf(first, today),
    last_post_at: momentOf(one.messages.at(-1)!, today),
    pair_key: pair.length === 2 ? pair.join(':') : null,
  };
}

function postRow(one: SeedConversation, message: SeedMessage, index: number, today: Date): Row {
  const key = `${one.key}:${index + 1}`;
  return {
    id: idOf('post', key),
    thread_id: threadId(one),
    seq: index + 1,
    author_id: idOf('person', message.by),
    org_id: idOf('organisation', homeOrgOf(message.by)),
    client_id: idOf('client', key),
    body: message.text,
    lang: message.lang,
    at: momentOf(message, today),
    deleted_at: message.removed ? momentOf({ ...message, on: message.on + 1 }, today) : null,
  };
}

function threadId(one: SeedConversation): string {
  return idOf('thread', `direct:${one.key}`);
}

function momentOf(message: SeedMessage, today: Date): Date {
  return atJapanTime(workdayFrom(today, message.on), message.at);
}
