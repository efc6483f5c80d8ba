import { Link } from '@remix-run/react';
import { projectAddress } from '#app/features/discussions/addresses.ts';
import { VerbForm } from '#app/features/events/verb-form.tsx';
import type { Format } from '#server/platform/i18n/format.ts';
import { foreignIn, label } from '#app/i18n/label.ts';
import type { Lang } from '#app/i18n/lang.ts';
import type { T } from '#app/i18n/use-t.ts';
import { IconButton, Monogram, Select, type Option } from '#app/ui/index.ts';
import type { Answer } from '#server/forum.ts';
import styles from './board.module.css';
import type { useCarrying } from './use-carrying.ts';

type Card = Answer<'projects.board'>['cards'][number];

/** A project on the board. It is dragged, carried by keys, or moved by its select and button. */
export function BoardCard({
  card,
  stages,
  next,
  isMoving,
  isCarried,
  handle,
  t,
  lang,
  format,
}: {
  card: Card;
  stages: readonly Option[];
  next: string;
  isMoving: boolean;
  isCarried: boolean;
  /** What lets it be carried by keyboard; null: one may not move it. */
  handle: ReturnType<ReturnType<typeof useCarrying>['handleOf']> | null;
  t: T<'projects'>;
  lang: Lang;
  format: Format;
}) {
  const title = label(card.title, lang);
  const { all, done, late } = card.milestones;
  return (
    <li
      className={styles.card}
      draggable={card.mayMove}
      data-moving={isMoving ? '' : undefined}
      data-carried={isCarried ? '' : undefined}
      onDragStart={(event) => {
        event.dataTransfer.setData('text/plain', card.id);
        event.dataTransfer.effectAllowed = 'move';
      }}
    >
      <div className={styles.head}>
        <h3>
          <Link to={projectAddress(card.slug)} lang={foreignIn(card.title, lang)} draggable={false}>
            {title}
          </Link>
        </h3>
        {handle && (
          <IconButton
            icon="grip-vertical"
            label={t('carry', { title })}
            aria-describedby="carry-how"
            className={styles.handle}
            {...handle}
          />
        )}
      </div>
      {card.countries.length > 0 && <p>{format.list(card.countries)}</p>}
      {all > 0 && (
        <p>
          {t('steps', { done, all })}
          {late > 0 && <strong> {t('stepsLate', { count: late })}</strong>}
        </p>
      )}
      {card.next && (
        <p>
          {t('nextStep', {
            step: label(card.next.title, lang),
            day: format.calendarDay(card.next.plannedOn),
          })}
        </p>
      )}
      <span
        className={styles.marks}
        title={format.list(card.orgs.map((org) => label(org.name, lang)))}
      >
        {card.orgs.slice(0, 6).map((org) => (
          <Monogram key={org.id} text={org.monogram} hue={org.hue} />
        ))}
      </span>
      {card.mayMove && (
        <VerbForm
          action={`/discussions/projects/${card.id}/stage`}
          fields={{ version: String(card.version), next }}
          className={styles.move}
          small
          before={
            <Select
              key={card.stage}
              name="stage"
              aria-label={t('moveTo', { title })}
              defaultValue={card.stage}
              options={stages}
            />
          }
        >
          {t('move')}
        </VerbForm>
      )}
    </li>
  );
}
