import { useLoaderData } from '@remix-run/react';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { actAddress } from '#app/features/discussions/addresses.ts';
import { nameFor } from '#app/features/discussions/names.ts';
import { threadCrumb } from '#app/features/discussions/titles.ts';
import { LabelText } from '#app/i18n/label-text.tsx';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import { Button, Monogram, Page, PageHead, Pill, Table } from '#app/ui/index.ts';

export const loader = page(['threads'], ({ forum, params }) =>
  forum.call('discussions.noticePage', { threadId: idIn(params['threadId']) }),
);

export const meta = titled('threads', (t) => t('notice.pageTitle'));

/** For the secretariat: which organisations have acknowledged a notice, and who is missing. */
export default function Acknowledgements() {
  const { thread, notice, remindedAt, lines } = useLoaderData<typeof loader>().data;
  const t = useT('threads');
  const lang = useLang();
  const format = useFormat();
  const missing = lines.filter((line) => line.by.length === 0).length;
  return (
    <Page width="reading">
      <PageHead
        trail={[threadCrumb(thread, lang)]}
        title={t('notice.pageTitle')}
        facts={[
          t('notice.counts', {
            orgs: lines.length,
            seen: lines.filter((line) => line.seen).length,
            acknowledged: lines.length - missing,
          }),
          ...(remindedAt ? [t('notice.remindedAt', { when: format.dateTime(remindedAt) })] : []),
        ]}
        acts={
          notice &&
          missing > 0 && (
            <form method="post" action={actAddress(thread.id)}>
              <input type="hidden" name="act" value="remind" />
              <Button type="submit" tone="primary" icon="bell">
                {t('notice.remind')}
              </Button>
            </form>
          )
        }
      />
      {missing === 0 && <p>{t('notice.none')}</p>}
      <Table
        caption={t('notice.pageTitle')}
        rows={lines}
        rowKey={(line) => line.org.id}
        columns={[
          {
            key: 'org',
            label: t('notice.org'),
            heads: true,
            cell: ({ org }) => (
              <>
                <Monogram text={org.monogram} hue={org.hue} />{' '}
                <LabelText of={org.name} lang={lang} />
              </>
            ),
          },
          {
            key: 'seen',
            label: t('notice.reading'),
            cell: ({ seen }) => (seen ? t('notice.seen') : t('notice.notSeen')),
          },
          {
            key: 'by',
            label: t('notice.by'),
            cell: ({ by }) =>
              by.length === 0 ? (
                <Pill tone="waiting">{t('notice.missing')}</Pill>
              ) : (
                by.map(({ author, at }) => {
                  const name = nameFor(author, lang);
                  return (
                    <div key={author.id}>
                      <span lang={name.lang}>{name.text}</span>{' '}
                      <time dateTime={at}>{format.dateTime(at)}</time>
                    </div>
                  );
                })
              ),
          },
        ]}
      />
    </Page>
  );
}
