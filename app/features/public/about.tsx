import { useT } from '#app/i18n/use-t.ts';
import type { Lang } from '#app/i18n/lang.ts';
import type { About, PublicText } from '#server/public/index.ts';
import { EventLines, type EventLine } from './event-lines.tsx';
import styles from './public.module.css';

/** The words of the public site in one language. */
export type AboutView = ReturnType<typeof aboutView>;

export function aboutView(about: About, lang: Lang) {
  const say = (text: PublicText) => text[lang];
  const titled = (one: { title: PublicText; text: PublicText }) => ({
    title: say(one.title),
    text: say(one.text),
  });
  return {
    name: say(about.name),
    tagline: say(about.tagline),
    mission: say(about.mission),
    purpose: {
      heading: say(about.purpose.heading),
      dateLine: say(about.purpose.dateLine),
      paragraphs: about.purpose.paragraphs.map(say),
    },
    activities: {
      heading: say(about.activities.heading),
      items: about.activities.items.map(titled),
    },
    benefits: {
      heading: say(about.memberBenefits.heading),
      items: about.memberBenefits.items.map(titled),
    },
    join: {
      heading: say(about.whoCanJoin.heading),
      intro: say(about.whoCanJoin.intro),
      items: about.whoCanJoin.items.map(titled),
      note: say(about.whoCanJoin.note),
    },
    referral: {
      heading: say(about.inboundReferral.heading),
      intro: say(about.inboundReferral.intro),
      steps: about.inboundReferral.steps.map(titled),
      notes: about.inboundReferral.notes.map(say),
    },
  };
}

/** What the Forum is for, in one sentence and one paragraph; the two arcs of its mark, large. */
export function Hero({ about }: { about: AboutView }) {
  const t = useT('public');
  return (
    <section className={styles.hero}>
      <div className={styles.heroWords}>
        <p className={styles.heroName}>{about.name}</p>
        <h1>{about.tagline}</h1>
        <p className={styles.mission}>{about.mission}</p>
        <p className={styles.ways}>
          <a href="/sign-in" className={styles.primary}>
            {t('hero.members')}
          </a>
          <a href="#referral" className={styles.secondary}>
            {t('hero.referral')}
          </a>
        </p>
      </div>
      <svg className={styles.arcs} viewBox="0 0 28 18" aria-hidden>
        <path d="M2 14.6A13 13 0 0 1 15 2M13 16A13 13 0 0 0 26 3.4" />
        <circle cx="14" cy="9" r="2.6" />
      </svg>
    </section>
  );
}

/** The next public events; where none is planned, a sentence. */
export function NextEvents({ events, lang }: { events: readonly EventLine[]; lang: Lang }) {
  const t = useT('public');
  return (
    <section className={styles.band}>
      <h2>{t('events.next')}</h2>
      <div className={styles.bandBody}>
        {events.length > 0 ? (
          <EventLines events={events} />
        ) : (
          <p className={styles.quiet}>{t('events.none')}</p>
        )}
        <p>
          <a href={`/${lang}/events`}>{t('events.all')}</a>
        </p>
      </div>
    </section>
  );
}

/** A heading at the side and what belongs to it: activities, benefits, who can join. */
export function Titled({
  id,
  heading,
  intro,
  items,
  note,
  columns,
}: {
  id: string;
  heading: string;
  intro?: string;
  items: readonly { title: string; text: string }[];
  note?: string;
  columns?: boolean;
}) {
  return (
    <section className={styles.band} id={id}>
      <h2>{heading}</h2>
      <div className={styles.bandBody}>
        {intro && <p className={styles.intro}>{intro}</p>}
        <dl className={styles.titled} data-columns={columns ? '' : undefined}>
          {items.map(({ title, text }) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
        {note && <p className={styles.quiet}>{note}</p>}
      </div>
    </section>
  );
}

/** How a patient may be introduced, step by step, with what the outline does not promise. */
export function Referral({ referral }: { referral: AboutView['referral'] }) {
  return (
    <section className={styles.band} id="referral">
      <h2>{referral.heading}</h2>
      <div className={styles.bandBody}>
        <p className={styles.intro}>{referral.intro}</p>
        <ol role="list" className={styles.steps}>
          {referral.steps.map(({ title, text }, i) => (
            <li key={title}>
              <span className={styles.stepNumber} aria-hidden>
                {i + 1}
              </span>
              <h3>{title}</h3>
              <p>{text}</p>
            </li>
          ))}
        </ol>
        <ul className={styles.notes}>
          {referral.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      </div>
    </section>
  );
}

/** The statement of purpose, set as the letter that it is. */
export function Purpose({ purpose }: { purpose: AboutView['purpose'] }) {
  return (
    <section className={styles.purpose} id="purpose">
      <div className={styles.letter}>
        <h2>{purpose.heading}</h2>
        {purpose.paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        <p className={styles.dateLine}>{purpose.dateLine}</p>
      </div>
    </section>
  );
}
