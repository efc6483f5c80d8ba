import { label } from '#app/i18n/label.ts';
import type { Lang } from '#app/i18n/lang.ts';
import type { Answer } from '#server/forum.ts';

export type ReportsView = ReturnType<typeof reportsView>;
export type ReportView = ReportsView['reports'][number];

/** What a guarantor reports of changes, in the reader's language. */
export function reportsView(told: Answer<'visa.reports'>, lang: Lang) {
  return { ...told, guarantor: told.guarantor && label(told.guarantor.name, lang) };
}
