import { Form, useFetcher, useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { BoardCard } from '#app/features/projects/board-card.tsx';
import { useCarrying } from '#app/features/projects/use-carrying.ts';
import { ViewTabs } from '#app/features/projects/view-tabs.tsx';
import styles from '#app/features/projects/board.module.css';
import { useRefresh } from '#app/features/discussions/use-refresh.ts';
import { countryName } from '#app/i18n/country.ts';
import { LabelText } from '#app/i18n/label-text.tsx';
import { label, labelled } from '#app/i18n/label.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { page, type FormResult } from '#app/page.ts';
import {
  Button,
  EmptyState,
  FilterSelect,
  Notice,
  Page,
  PageHead,
  VisuallyHidden,
  type Option,
} from '#app/ui/index.ts';

const FILTERS = ['country', 'field', 'direction', 'orgId'] as const;

export const loader = page(['projects'], async ({ forum, url, context }) => {
  const chosen = Object.fromEntries(
    FILTERS.flatMap((name) => {
      const value = url.searchParams.get(name);
      return value ? [[name, value]] : [];
    }),
  ) as Partial<Record<(typeof FILTERS)[number], string>>;
  const board = await forum.call('projects.board', chosen);
  const named = (code: string) => ({ code, name: countryName(code, context.lang) });
  return {
    ...board,
    chosen,
    here: `${url.pathname}${url.search}`,
    countries: board.offered.countries.map(named),
    cards: board.cards.map((card) => ({
      ...card,
      countries: card.countries.map((code) => countryName(code, context.lang)),
    })),
  };
});

export const meta = titled('projects', (t) => t('board'));

export default function Board() {
  const { stages, directions, fields, cards, offered, countries, chosen, here } =
    useLoaderData<typeof loader>().data;
  const t = useT('projects');
  const lang = useLang();
  const format = useFormat();
  const mover = useFetcher<FormResult>();
  const [over, setOver] = useState<string | null>(null);
  useRefresh(
    cards.map(({ id, asOfSeq }) => ({ channel: { kind: 'project' as const, id }, asOfSeq })),
  );
  const options = stages.map(({ code, labels }) => ({ value: code, ...labelled(labels, lang) }));
  const named = (codes: readonly string[], terms: typeof fields) =>
    terms
      .filter(({ code }) => codes.includes(code))
      .map(({ code, labels }) => ({ value: code, ...labelled(labels, lang) }));
  const select = (name: (typeof FILTERS)[number], text: string, all: readonly Option[]) => (
    <FilterSelect
      label={text}
      name={name}
      form="filter"
      chosen={chosen[name]}
      all={t('filter.all')}
      options={all}
    />
  );

  /** Where a card stands while it is carried, or its move is on the way. */
  const going = mover.formData?.get('projectId');
  const stageOf = (card: (typeof cards)[number]) => {
    if (carried?.id === card.id) return carried.stage;
    return going === card.id ? String(mover.formData!.get('stage')) : card.stage;
  };

  function move({ id, stage, version }: { id: string; stage: string; version: number }) {
    mover.submit(
      { projectId: id, stage, version: String(version) },
      { method: 'post', action: `/discussions/projects/${id}/stage` },
    );
  }
  const codes = stages.map(({ code }) => code);
  const { board, carried, told, handleOf } = useCarrying(codes, move);
  const toldOf = cards.find(({ id }) => id === told?.id);

  function drop(stage: string, id: string) {
    setOver(null);
    const card = cards.find((one) => one.id === id);
    if (card?.mayMove && card.stage !== stage) move({ ...card, stage });
  }

  return (
    <Page>
      <PageHead title={t('title')} facts={[t('board.lead')]} />
      <ViewTabs />
      <Form method="get" className={styles.filter}>
        {select(
          'country',
          t('field.countries'),
          countries.map(({ code, name }) => ({ value: code, label: name })),
        )}
        {select('field', t('field.fields'), named(offered.fields, fields))}
        {select('direction', t('field.direction'), named(offered.directions, directions))}
        {select(
          'orgId',
          t('people.org'),
          offered.orgs.map((org) => ({ value: org.id, ...labelled(org.name, lang) })),
        )}
        <Button type="submit">{t('filter.show')}</Button>
      </Form>
      {mover.data && !mover.data.ok && <Notice tone="caution">{mover.data.message}</Notice>}
      {cards.length === 0 && (
        <EmptyState title={t('board.empty')}>{t('board.emptyText')}</EmptyState>
      )}
      {cards.length > 0 && (
        <div
          ref={board}
          className={styles.board}
          role="region"
          aria-label={t('board')}
          tabIndex={0}
        >
          {stages.map(({ code, labels }) => {
            const inStage = cards.filter((card) => stageOf(card) === code);
            return (
              <section
                key={code}
                className={styles.column}
                data-over={over === code || carried?.stage === code ? '' : undefined}
                onDragOver={(event) => {
                  event.preventDefault();
                  setOver(code);
                }}
                onDragLeave={() => setOver(null)}
                onDrop={(event) => {
                  event.preventDefault();
                  drop(code, event.dataTransfer.getData('text/plain'));
                }}
              >
                <h2>
                  <LabelText of={labels} lang={lang} /> <span>{inStage.length}</span>
                </h2>
                <ul role="list">
                  {inStage.map((card) => (
                    <BoardCard
                      key={card.id}
                      card={card}
                      stages={options}
                      next={here}
                      isMoving={going === card.id}
                      isCarried={carried?.id === card.id}
                      handle={card.mayMove ? handleOf(card) : null}
                      t={t}
                      lang={lang}
                      format={format}
                    />
                  ))}
                </ul>
              </section>
            );
          })}
        </div>
      )}
      <p id="carry-how" hidden>
        {t('carry.how')}
      </p>
      <VisuallyHidden>
        <span role="status">
          {toldOf &&
            t(told!.key, {
              title: label(toldOf.title, lang),
              stage: options.find(({ value }) => value === told!.stage)?.label ?? told!.stage,
              place: codes.indexOf(told!.stage) + 1,
              of: codes.length,
            })}
          {mover.data && !mover.data.ok && ` ${mover.data.message}`}
        </span>
      </VisuallyHidden>
    </Page>
  );
}
