import { text } from '#app/page.ts';
import { hoursIn } from './view.ts';

/** What the form says of a resource of any kind. */
export function timesIn(form: FormData) {
  return {
    hours: hoursIn(form),
    holidays: form.has('holidays'),
    beforeMinutes: Number(text(form, 'beforeMinutes')),
    afterMinutes: Number(text(form, 'afterMinutes')),
  };
}

export function nameIn(form: FormData) {
  return {
    ja: text(form, 'name.ja'),
    en: text(form, 'name.en'),
    zh: text(form, 'name.zh'),
    ko: text(form, 'name.ko'),
  };
}
