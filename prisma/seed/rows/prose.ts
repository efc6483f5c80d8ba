import type { Text } from '../cast/shape.ts';
import { idOf } from '../ids.ts';
import type { Row } from './insert.ts';

/** Prose written in several languages at once: each is an original. */
export function proseRows(
  kind: string,
  key: string,
  block: string,
  text: Partial<Text>,
  at: Date,
): Row[] {
  return Object.entries(text).map(([lang, body]) =>
    textRow(kind, key, block, lang, body!, 'original', null, at),
  );
}

/** One text of one block in one language. */
export function textRow(
  kind: string,
  key: string,
  block: string,
  lang: string,
  body: string,
  state: 'original' | 'machine' | 'checked' | 'stale',
  checkedBy: string | null,
  at: Date,
): Row {
  return {
    id: idOf('parallelText', `${kind}:${key}:${block}:${lang}`),
    owner_kind: kind,
    owner_id: idOf(kind, key),
    block,
    position: 0,
    lang,
    body,
    state,
    source: null,
    checked_by: checkedBy && idOf('person', checkedBy),
    checked_at: checkedBy && at,
    version: 0,
    updated_at: at,
  };
}
