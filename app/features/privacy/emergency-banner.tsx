import { Form } from '@remix-run/react';
import { casePath } from '#app/features/referrals/addresses.ts';
import { useT } from '#app/i18n/use-t.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import { Button, ButtonLink, Notice } from '#app/ui/index.ts';

type Open = { until: string; mine: boolean; by: { name: string; lang: string } | null };

/** Says on a case that it is open in an emergency, to everybody who sees the case. */
export function EmergencyBanner({ code, of, format }: { code: string; of: Open; format: Format }) {
  const t = useT('privacy');
  const until = format.time(of.until);
  if (!of.mine) {
    return (
      <Notice
        tone="danger"
        title={t('emergency.banner', { name: of.by?.name ?? '', until })}
        act={
          <ButtonLink small to={casePath(code, 'access')}>
            {t('log.title')}
          </ButtonLink>
        }
      />
    );
  }
  return (
    <Notice
      tone="danger"
      title={t('emergency.bannerOwn', { until })}
      act={
        <Form method="post" action={casePath(code, 'emergency', 'end')} preventScrollReset>
          <Button type="submit" small>
            {t('emergency.end')}
          </Button>
        </Form>
      }
    >
      {t('emergency.bannerOwnText')}
    </Notice>
  );
}
