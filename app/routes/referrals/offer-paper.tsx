import { useLoaderData } from '@remix-run/react';
import { releasedPath } from '#app/features/papers/addresses.ts';
import { pageIn, PaperSheet } from '#app/features/papers/paper-sheet.tsx';
import { offerPath } from '#app/features/referrals/addresses.ts';
import { useCaseTrail } from '#app/features/referrals/use-case-trail.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { notFound, page } from '#app/page.ts';
import { Page, PageHead } from '#app/ui/index.ts';

/** A released paper as a hospital sees it that is asked: pages and what it is, no name and no original. */
export const loader = page(['papers'], async ({ forum, params, url }) => {
  const offerId = params.offerId ?? '';
  const papers = await forum.call('papers.ofOffer', { offerId });
  const at = papers.findIndex(({ id }) => id === params.paperId);
  const paper = papers[at];
  if (!paper) throw notFound();
  return { offerId, paper, number: at + 1, page: pageIn(url, paper.pages) };
});

export const meta = titled('papers', (t) => t('released.title'));

export default function OfferPaper() {
  const { offerId, paper, number, page: shown } = useLoaderData<typeof loader>().data;
  const t = useT('papers');
  const name = t('released.name', { number, kind: t(`kind.${paper.kind}`) });
  return (
    <Page>
      <PageHead
        trail={[...useCaseTrail(), { label: t('request'), to: offerPath(offerId) }]}
        title={name}
        facts={[t('pages', { count: paper.pages })]}
      />
      <p>{t('released.note')}</p>
      <PaperSheet
        paper={paper}
        name={name}
        page={shown}
        here={releasedPath(offerId, paper.id)}
        t={t}
      />
    </Page>
  );
}
