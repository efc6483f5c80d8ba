import { text } from '#app/page.ts';
import { AUDIENCE_KINDS } from '#server/announcements/schemas.ts';

/** What the form of an announcement holds. What is wrong in it, the forum says. */
export function readAnnouncement(form: FormData) {
  return {
    title: words(form, 'title'),
    body: words(form, 'body'),
    important: form.has('important'),
    starts: text(form, 'starts'),
    ends: text(form, 'ends'),
  };
}

/** When the forum is worked on; a language without words is served by the forum's own. */
export function readMaintenance(form: FormData) {
  return { words: words(form, 'words'), starts: text(form, 'starts'), ends: text(form, 'ends') };
}

/** The kinds that are ticked; none is everybody. */
export function readAudience(form: FormData) {
  return AUDIENCE_KINDS.filter((kind) => form.has(`kind.${kind}`));
}

function words(form: FormData, name: string) {
  const of = (lang: string) => text(form, `${name}.${lang}`).replaceAll('\r\n', '\n');
  return { ja: of('ja'), en: of('en'), zh: of('zh'), ko: of('ko') };
}
