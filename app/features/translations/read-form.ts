import type { TranslatePost } from '#server/discussions/schemas.ts';
import type { z } from 'zod';

export type Change = z.input<typeof TranslatePost>['blocks'][number];

/** The texts of a translation's form, by paragraph; `version.<key>` names each paragraph once. */
export function changesIn(form: FormData): Change[] {
  return [...form.keys()].flatMap((name) => {
    const key = /^version\.(.+)$/.exec(name)?.[1];
    if (!key) return [];
    const version = String(form.get(name) ?? '');
    const body = String(form.get(`body.${key}`) ?? '');
    // Nothing stood there and nothing was typed: whoever wrote there meanwhile is not written over.
    if (version === '' && body.trim() === '') return [];
    return {
      key,
      body,
      version: version === '' ? null : Number(version),
      ...(form.get(`checked.${key}`) === 'on' && { checked: true }),
    };
  });
}
