import { expect, it } from 'vitest';
import { noticeView } from './view.ts';

const line = {
  id: 'x',
  type: 'discussion.mentioned',
  subjectKind: 'thread',
  subjectId: 't',
  orgId: 'o',
  facts: {},
  at: new Date('2026-11-22T00:00:00Z'),
  count: 2,
  unread: 1,
  organisation: { ja: '青葉医療センター', en: 'Aoba Medical Center' },
  actors: [{ familyName: '佐藤', givenName: '花子', nameLang: 'ja', latinName: 'Hanako Sato' }],
  subject: {
    title: { ja: '読影の手順' },
    place: { ja: '共同検証', en: 'Joint validation' },
    path: '/x',
  },
};

it('a line about a thread stands under its title, which keeps the language it was written in', () => {
  expect(noticeView(line, 'en')).toMatchObject({
    heading: '読影の手順',
    titleLang: 'ja',
    place: 'Joint validation',
    people: ['Hanako Sato'],
    organisation: 'Aoba Medical Center',
  });
});

it('a line whose record is not the reader’s to see says nothing of it', () => {
  const view = noticeView({ ...line, type: 'withheld', actors: [], subject: null }, 'ja');
  expect(view).toMatchObject({ sentence: 'withheld', heading: null, title: null, place: null });
});

it('a type that is newer than the words still has its place', () => {
  const view = noticeView({ ...line, type: 'discussion.newer' }, 'ja');
  expect(view).toMatchObject({ sentence: null, heading: '読影の手順' });
});
