const longestName = 120;

/** A file's name without path, controls and direction marks, not longer than 120 characters. */
export function fileName(given: string): string {
  const name = given
    .normalize('NFC')
    .split(/[/\\]/)
    .at(-1)!
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const dot = name.lastIndexOf('.');
  const end = dot > 0 && name.length - dot <= 8 ? name.slice(dot) : '';
  const start = [...name.slice(0, name.length - end.length)].slice(0, longestName - end.length);
  return start.join('') + end || 'file';
}
