import { describe, expect, it } from 'vitest';
import { rolesOf } from './plain.ts';
import { nameLangOf } from './rules.ts';

describe('the language of a name', () => {
  it('is told by its script, and by the reader’s language where several share it', () => {
    expect(nameLangOf('Batbayar Erdene', 'ja')).toBe('en');
    expect(nameLangOf('Бат Эрдэнэ', 'ja')).toBe('en');
    expect(nameLangOf('김민준', 'en')).toBe('ko');
    expect(nameLangOf('林 さくら', 'zh')).toBe('ja');
    expect(nameLangOf('林 美咲', 'ja')).toBe('ja');
    expect(nameLangOf('林美玲', 'zh')).toBe('zh');
    expect(nameLangOf('林美玲', 'en')).toBe('ja');
  });
});

describe('the roles that somebody is invited as', () => {
  it('are those of the kind of organisation, and never a representative’s', () => {
    expect(rolesOf('hospital')).toEqual(['member', 'hospitalCoordinator', 'billing']);
    expect(rolesOf('partner')).toEqual(['member', 'billing']);
    expect(rolesOf('secretariat')).toEqual([]);
  });
});
