import { label, labelLang } from '#app/i18n/label.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { EdgeList, Pill } from '#app/ui/index.ts';
import type { Answer } from '#server/forum.ts';
import { announcementAddress } from './addresses.ts';

export type Line = Answer<'announcements.list'>['current'][number];

/** Announcements to open, with whom they are for and how they stand. */
export function AnnouncementList({ lines }: { lines: readonly Line[] }) {
  const t = useT('announcements');
  const lang = useLang();
  const format = useFormat();
  return (
    <EdgeList
      items={lines.map((line) => {
        const from = labelLang(line.title, lang);
        return {
          key: line.id,
          to: announcementAddress(line.id),
          title: label(line.title, lang),
          calm: line.standing !== 'current',
          ...(from !== lang && { lang: from }),
          detail: [
            t('publishedOn', { when: format.date(line.publishedAt) }),
            audienceText(line.audience, t, format.list),
            ...(line.standing === 'current'
              ? [t('until', { when: format.dateTime(line.endsAt) })]
              : []),
          ].join(' · '),
          end: <StandingPill line={line} />,
        };
      })}
    />
  );
}

/** Only what is not ordinary: important, not yet on home, withdrawn. */
export function StandingPill({ line }: { line: Pick<Line, 'standing' | 'important'> }) {
  const t = useT('announcements');
  if (line.standing === 'withdrawn') return <Pill>{t('standing.withdrawn')}</Pill>;
  if (line.standing === 'past') return <Pill>{t('standing.past')}</Pill>;
  return (
    <>
      {line.standing === 'coming' && <Pill tone="waiting">{t('standing.coming')}</Pill>}
      {line.important && <Pill tone="caution">{t('important')}</Pill>}
    </>
  );
}

/** Whom an announcement is for. */
export function audienceText(
  audience: Line['audience'],
  t: ReturnType<typeof useT<'announcements'>>,
  list: (items: readonly string[]) => string,
): string {
  return audience.length === 0 ? t('everybody') : list(audience.map((kind) => t(`kind.${kind}`)));
}
