import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { EventFacts } from './event-facts.tsx';
import { Act, Layout, Note, Paragraph } from './layout.tsx';
import type { MailVars } from './kinds.ts';
import type { MailContext, MailTemplate } from './template.ts';

type Vars = MailVars<'event-registration-confirmed'>;

export const eventRegistrationConfirmed: MailTemplate<'event-registration-confirmed'> = {
  preview: {
    path: '/events/7k2m/inbound-symposium',
    title: '第12回 国際医療展開シンポジウム',
    startsAt: '2027-03-13T05:00:00Z',
    endsAt: '2027-03-13T08:30:00Z',
    timeZone: 'Asia/Tokyo',
    venue: '東京・ほくとホール 3階大会議室',
    uid: '0193d6f2-8f0a-7c41-9b37-5a1d2c3e4f50',
    sequence: 0,
  },
  subject: ({ t }, { title }) => t('confirmed.subject', { title }),
  body({ context, vars }) {
    const { t, link, name } = context;
    return (
      <Layout
        context={context}
        name={name}
        preheader={t('confirmed.lead')}
        heading={t('confirmed.heading')}
      >
        <Paragraph>{t('confirmed.lead')}</Paragraph>
        <EventFacts context={context} vars={vars} />
        <Act href={link(vars.path)}>{t('event.act')}</Act>
        <Note>{t('confirmed.note')}</Note>
      </Layout>
    );
  },
  attachments: (context, vars) => [
    {
      filename: 'event.ics',
      contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
      content: calendar(context, vars),
    },
  ],
};

/** One entry, in UTC; UID and SEQUENCE let a calendar replace it when the event moves. */
function calendar({ host, link, lang, now }: MailContext, vars: Vars): string {
  const made = ical({
    prodId: { company: 'MEJ Forum', product: 'Events', language: lang.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
  });
  made.createEvent({
    id: `${vars.uid}@${host}`,
    sequence: vars.sequence,
    stamp: now,
    start: new Date(vars.startsAt),
    end: new Date(vars.endsAt),
    summary: vars.title,
    status: ICalEventStatus.CONFIRMED,
    url: link(vars.path),
    ...(vars.venue ? { location: vars.venue } : {}),
  });
  return made.toString();
}
