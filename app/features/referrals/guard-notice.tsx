import type { T } from '#app/i18n/use-t.ts';
import { Notice } from '#app/ui/index.ts';
import type { GuardView } from './guard-view.ts';

/** Whether the case may be offered as it is told, and if not, what to do. */
export function GuardNotice({ guard, t }: { guard: GuardView; t: T<'referrals'> }) {
  const { reviewed, proposal, alike, exception, limits } = guard;
  if (!reviewed) {
    return proposal ? (
      <Notice tone="info" title={t('guard.proposed')} />
    ) : (
      <Notice tone="caution" title={t('guard.none')} />
    );
  }
  if (alike) return <Notice tone="good" title={t('guard.alike', { least: limits.smallest })} />;
  if (exception) {
    return (
      <Notice tone="info" title={t('guard.excepted', { name: exception.by?.name ?? '' })}>
        {exception.reason}
      </Notice>
    );
  }
  return (
    <Notice tone="caution" title={t('guard.rare')}>
      <ul>
        {guard.toWiden.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </Notice>
  );
}

/** The case is checked, told too finely, and nobody has let it pass. */
export function isRare({
  reviewed,
  alike,
  exception,
}: Pick<GuardView, 'reviewed' | 'alike' | 'exception'>) {
  return reviewed && !alike && !exception;
}
