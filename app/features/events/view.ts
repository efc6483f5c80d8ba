import { label, labelLang, type Label } from '#app/i18n/label.ts';
import type { Lang } from '#app/i18n/lang.ts';
import type { EventCard, EventView } from '#server/events/index.ts';

/** A text and the language it is in, for pages where not everything is in the reader's. */
export type Said = { text: string; lang: Lang };

export type CardView = ReturnType<typeof cardView>;
export type ProgrammeView = ReturnType<typeof programmeView>;
export type DayView = ProgrammeView[number];
export type SessionCard = DayView['sessions'][number];
export type Interpretation = SessionCard['interpretation'][number];

/** One line of a list of events, in one language. */
export function cardView({ title, series, place, ...card }: EventCard, lang: Lang) {
  return {
    ...card,
    title: said(title, lang),
    series: series && said(series, lang),
    place: place && said(place, lang),
  };
}

/** An event's own words in one language; everything else as it is. */
export function eventWords(
  { title, series, place, host }: Pick<EventView, 'title' | 'series' | 'place' | 'host'>,
  lang: Lang,
) {
  return {
    title: said(title, lang),
    series: series && said(series, lang),
    place: place && said(place, lang),
    host: host && said(host, lang),
  };
}

/** The programme in one language. A room carries the interpretation that all its sessions share. */
export function programmeView(days: EventView['programme'], lang: Lang) {
  return days.map(({ rooms, sessions, ...day }) => ({
    ...day,
    rooms: rooms.map((room, column) => ({
      name: said(room, lang),
      interpretation: sharedInterpretation(sessions.filter((each) => each.column === column)),
    })),
    sessions: sessions.map(({ title, room, speakers, ...session }) => ({
      ...session,
      title: said(title, lang),
      room: said(room, lang),
      speakers: speakers.map(({ id, part, name, affiliation }) => ({
        id,
        part,
        name: said(name, lang),
        affiliation: said(affiliation, lang),
      })),
    })),
  }));
}

/** Marks a text that is not in the page's language. */
export function foreign({ lang }: Said, pageLang: Lang): string | undefined {
  return lang === pageLang ? undefined : lang === 'zh' ? 'zh-Hans' : lang;
}

function said(text: Label, lang: Lang): Said {
  return { text: label(text, lang), lang: labelLang(text, lang) };
}

function sharedInterpretation(sessions: EventView['programme'][number]['sessions']) {
  const spoken = sessions.filter(({ spokenLangs }) => spokenLangs.length > 0);
  const [first] = spoken;
  const same = spoken.every((each) => key(each.interpretation) === key(first!.interpretation));
  return first && spoken.length > 1 && same ? first.interpretation : [];
}

function key(interpretation: object): string {
  return JSON.stringify(interpretation);
}
