import type { MetaFunction } from '@remix-run/node';
import { Acts } from '#app/features/gallery/acts.tsx';
import { Forms } from '#app/features/gallery/forms.tsx';
import { Marks } from '#app/features/gallery/marks.tsx';
import { Records } from '#app/features/gallery/records.tsx';
import { useFormat } from '#app/i18n/use-format.ts';
import { notFound, page } from '#app/page.ts';
import { Button, Page, PageHead, Pill } from '#app/ui/index.ts';

export const meta: MetaFunction = () => [{ title: 'Design system · MEJ Forum' }];

/** Every primitive on one page, for those who build screens; a demo shows it, a live forum does not. */
export const loader = page([], ({ context }) => {
  if (!context.demo) throw notFound();
  return null;
});

export default function Gallery() {
  const format = useFormat();
  return (
    <Page>
      <PageHead
        trail={[{ label: 'docs/ui.md', to: '/dev/ui' }]}
        title="Design system"
        state={<Pill tone="info">見本</Pill>}
        facts={['PageHead', 'trail, title, state, facts, acts']}
        acts={
          <>
            <Button>Secondary</Button>
            <Button tone="primary">Primary act</Button>
          </>
        }
      />
      <Acts />
      <Forms />
      <Marks format={format} />
      <Records format={format} />
    </Page>
  );
}
