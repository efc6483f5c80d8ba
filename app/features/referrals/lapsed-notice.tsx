import type { T } from '#app/i18n/use-t.ts';
import { Notice } from '#app/ui/index.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import type { WorklistData } from './worklist-data.ts';

type Props = {
  lapsed: WorklistData['lapsed'];
  where: 'offer' | 'list';
  t: T<'referrals'>;
  format: Format;
};

/** Why an organisation is given nobody new: its membership comes before what it holds as a member. */
export function LapsedNotice({ lapsed, where, t, format }: Props) {
  if (lapsed.length === 0) return null;
  if (lapsed.includes('membership')) {
    return (
      <Notice tone="caution" title={t('lapsed.over')}>
        {t('lapsed.overText')}
      </Notice>
    );
  }
  const what = format.list(
    lapsed.filter((one) => one !== 'membership').map((one) => t(`standing.${one}`)),
  );
  return (
    <Notice tone="caution" title={t('lapsed.title')}>
      {t(`lapsed.${where}`, { what })}
    </Notice>
  );
}
