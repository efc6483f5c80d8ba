import type { T } from '#app/i18n/use-t.ts';
import type { FormState } from '#app/ui/index.ts';

/** The form of one paper and one answer about it, as the ids of its fields begin. */
export function formOfPaper(item: string, answer: string): string {
  return `${answer}-${item}`;
}

/** Which of the forms on the visa's page was refused, as the ids of its fields begin. */
export function refusedForm(state: FormState): string {
  const act = state.value('act');
  return act === 'bring' ? formOfPaper(state.value('item'), state.value('state')) : act;
}

/** What the fields of the refused form are called. */
export function refusedLabels(state: FormState, t: T<'visa'>): Record<string, string> {
  switch (state.value('act')) {
    case 'bring':
      return { on: t('brought.on'), paperOn: t('paperOn'), reason: t('reason'), item: t('papers') };
    case 'record':
      return { on: t('on'), validUntil: t('validUntil'), stayUntil: t('stayUntil.field') };
    case 'guarantee':
      return { number: t('guarantee.number'), on: t('guarantee.on') };
    case 'settle':
      return { on: t('settle.on') };
    case 'reportExit':
      return { leftOn: t('reportExit.leftOn'), reportedOn: t('reportExit.reportedOn') };
    default:
      return { orgId: t('guarantor.name') };
  }
}
