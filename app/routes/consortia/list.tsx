import { useLoaderData } from '@remix-run/react';
import { consortiumAddress } from '#app/features/consortia/addresses.ts';
import styles from '#app/features/consortia/consortia.module.css';
import { STATE_TONES } from '#app/features/consortia/state-tones.ts';
import { ViewTabs } from '#app/features/projects/view-tabs.tsx';
import { foreignIn, label } from '#app/i18n/label.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import type { Answer } from '#server/forum.ts';
import { ButtonLink, EdgeList, EmptyState, Page, PageHead, Pill } from '#app/ui/index.ts';

export const loader = page(['consortia', 'projects', 'discussions'], ({ forum }) =>
  forum.call('consortia.list', {}),
);

export const meta = titled('consortia', (t) => t('title'));

type Line = Answer<'consortia.list'>['consortia'][number];
const PROGRAMMES = '/library?kind=support-measure';

export default function Consortia() {
  const { consortia } = useLoaderData<typeof loader>().data;
  const t = useT('consortia');
  const d = useT('discussions');
  const groups = (
    [
      ['asked', ({ mine, state }) => mine === 'invited' && state === 'forming'],
      ['mine', ({ mine }) => mine === 'lead' || mine === 'part' || mine === 'offered'],
      ['open', ({ mine, state }) => mine === null || (mine === 'invited' && state !== 'forming')],
    ] as [key: 'asked' | 'mine' | 'open', fits: (line: Line) => boolean][]
  )
    .map(([key, fits]) => ({ key, lines: consortia.filter(fits) }))
    .filter(({ lines }) => lines.length > 0);
  return (
    <Page>
      <PageHead
        title={d('title')}
        facts={[t('lead')]}
        acts={<ButtonLink to={PROGRAMMES}>{t('toLibrary')}</ButtonLink>}
      />
      <ViewTabs />
      {groups.length === 0 && (
        <EmptyState
          title={t('empty')}
          act={<ButtonLink to={PROGRAMMES}>{t('toLibrary')}</ButtonLink>}
        >
          {t('emptyText')}
        </EmptyState>
      )}
      {groups.map(({ key, lines }) => (
        <section key={key} className={styles.part} aria-labelledby={`group-${key}`}>
          <h2 id={`group-${key}`}>{t(`group.${key}`)}</h2>
          <Lines lines={lines} />
        </section>
      ))}
    </Page>
  );
}

function Lines({ lines }: { lines: readonly Line[] }) {
  const t = useT('consortia');
  const lang = useLang();
  const format = useFormat();
  return (
    <EdgeList
      items={lines.map((line) => {
        const foreign = foreignIn(line.title, lang);
        return {
          key: line.id,
          to: consortiumAddress(line.id),
          capability: 'discussions',
          title: label(line.title, lang),
          ...(foreign && { lang: foreign }),
          detail: [
            label(line.programme, lang),
            label(line.lead.name, lang),
            t('filled', { done: line.filled, of: line.needed }),
            ...(line.open.length > 0 && line.state === 'forming'
              ? [
                  t('openRoles', {
                    roles: format.list([...new Set(line.open)].map((kind) => t(`kind.${kind}`))),
                  }),
                ]
              : []),
          ].join(' · '),
          end: (
            <span className={styles.what}>
              {line.mine && line.state === 'forming' && (
                <Pill tone={line.mine === 'invited' ? 'waiting' : 'neutral'}>
                  {t(`mine.${line.mine}`)}
                </Pill>
              )}
              <Pill tone={STATE_TONES[line.state]}>{t(`state.${line.state}`)}</Pill>
            </span>
          ),
        };
      })}
    />
  );
}
