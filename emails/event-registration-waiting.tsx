import { EventFacts } from './event-facts.tsx';
import { Act, Layout, Note, Paragraph } from './layout.tsx';
import type { MailTemplate } from './template.ts';

export const eventRegistrationWaiting: MailTemplate<'event-registration-waiting'> = {
  preview: {
    path: '/events/7k2m/inbound-symposium',
    title: '第12回 国際医療展開シンポジウム',
    startsAt: '2027-03-13T05:00:00Z',
    endsAt: '2027-03-13T08:30:00Z',
    timeZone: 'Asia/Tokyo',
    venue: '東京・ほくとホール 3階大会議室',
    position: 4,
  },
  subject: ({ t }, { title }) => t('waiting.subject', { title }),
  body({ context, vars }) {
    const { t, link, name } = context;
    const position = vars.position
      ? ([[t('label.position'), t('waiting.position', { position: vars.position })]] as const)
      : [];
    return (
      <Layout
        context={context}
        name={name}
        preheader={t('waiting.lead')}
        heading={t('waiting.heading')}
      >
        <Paragraph>{t('waiting.lead')}</Paragraph>
        <EventFacts context={context} vars={vars} more={position} />
        <Act href={link(vars.path)}>{t('event.act')}</Act>
        <Note>{t('waiting.note')}</Note>
      </Layout>
    );
  },
};
