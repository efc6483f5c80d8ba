import { describe, expect, test } from 'vitest';
import { BODY_LIMIT, TITLE_LIMIT } from '#server/discussions/schemas.ts';
import { PEOPLE } from './cast.ts';
import { readVocabularies } from './content.ts';
import { EVENTS } from './events.ts';
import { PROJECTS } from './projects.ts';

const idsIn = (vocabulary: string) => readVocabularies()[vocabulary]!.map((term) => term.id);
const threads = PROJECTS.flatMap((project) =>
  project.threads.map((thread) => ({ project, thread })),
);

describe('the projects', () => {
  test('hold threads of natural length, a chat each, and about a hundred posts', () => {
    expect(threads.filter(({ thread }) => thread.kind === 'thread').length).toBeGreaterThanOrEqual(
      8,
    );
    expect(threads.flatMap(({ thread }) => thread.posts).length).toBeGreaterThanOrEqual(90);
    for (const { threads: own } of PROJECTS) {
      expect(own.filter((thread) => thread.kind === 'chat')).toHaveLength(1);
    }
  });

  test('use the terms of the vocabularies', () => {
    for (const project of PROJECTS) {
      expect(idsIn('projectStages')).toContain(project.stage);
      expect(idsIn('projectDirections')).toContain(project.direction);
      for (const field of project.fields) expect(idsIn('industryCategories')).toContain(field);
    }
    for (const event of EVENTS) expect(idsIn('eventKinds')).toContain(event.kind);
  });

  test('are spoken in by people who take part, in the order of time', () => {
    for (const { project, thread } of threads) {
      const taking = [project.lead, ...project.participants];
      let before = '';
      for (const post of thread.posts) {
        const orgs = PEOPLE.find((one) => one.key === post.by)!.memberships.map((each) => each.org);
        const org = post.as ?? orgs[0]!;
        expect(orgs).toContain(org);
        expect(taking, `${post.by} in ${thread.key}`).toContain(org);
        expect(post.on).toBeLessThan(0);
        const moment = `${String(1000 + post.on)} ${post.at}`;
        expect(moment > before, `${thread.key} ${moment}`).toBe(true);
        before = moment;
        expect(post.text.length).toBeLessThanOrEqual(BODY_LIMIT[thread.kind]);
        expect(post.also?.lang).not.toBe(post.lang);
      }
      expect(thread.title.length).toBeLessThanOrEqual(TITLE_LIMIT);
    }
  });

  test('are read by each author up to their own last post', () => {
    for (const { thread } of threads) {
      for (const [who, left] of Object.entries(thread.unread)) {
        const last = thread.posts.findLastIndex((post) => post.by === who) + 1;
        expect(last, `${who} in ${thread.key}`).toBeLessThanOrEqual(thread.posts.length - left);
      }
    }
  });

  test('have second texts in every state of trust', () => {
    const states = threads
      .flatMap(({ thread }) => thread.posts)
      .flatMap(({ also }) => [also?.state, ...Object.values(also?.blocks ?? {})]);
    expect(new Set(states)).toEqual(new Set([undefined, 'none', 'machine', 'checked', 'stale']));
  });
});

describe('the events', () => {
  test('give nobody two seats and keep within the seats there are', () => {
    for (const { registered, cancelled, seats, seatsPerOrg } of EVENTS) {
      const people = [...registered, ...cancelled];
      expect(new Set(people).size).toBe(people.length);
      expect(registered.length).toBeLessThanOrEqual(seats!);
      const perOrg = new Map<string, number>();
      for (const who of registered) {
        const org = PEOPLE.find((one) => one.key === who)!.memberships[0]!.org;
        perOrg.set(org, (perOrg.get(org) ?? 0) + 1);
      }
      expect(Math.max(0, ...perOrg.values())).toBeLessThanOrEqual(seatsPerOrg ?? Infinity);
    }
  });

  test('have one with a single seat left, and one that only the secretariat sees', () => {
    expect(EVENTS.some((one) => one.seats === one.registered.length + 1)).toBe(true);
    expect(EVENTS.filter((one) => one.state === 'draft')).toHaveLength(1);
  });

  test('book nobody and no room twice at the same time', () => {
    for (const { sessions } of EVENTS) {
      const clash = sessions.flatMap((one, i) =>
        sessions
          .slice(i + 1)
          .filter(
            (other) =>
              one.day === other.day &&
              one.from < other.to &&
              other.from < one.to &&
              (one.room.en === other.room.en ||
                one.speakers.some(({ who }) => other.speakers.some((each) => each.who === who))),
          ),
      );
      expect(clash).toEqual([]);
    }
  });
});
