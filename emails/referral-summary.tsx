import { Act, Facts, Layout, Note, Paragraph } from './layout.tsx';
import type { MailTemplate } from './template.ts';

/** To a sending doctor without an account: that a summary is there to open, and nothing of it. */
export const referralSummary: MailTemplate<'referral-summary'> = {
  preview: {
    path: '/summary/0000000000000000000000000000000000000000000',
    code: 'K7QF2M9X-3',
    until: '2027-03-26T09:00:00.000Z',
    timeZone: 'Asia/Tokyo',
  },
  subject: ({ t }, { code }) => t('summary.subject', { code }),
  body({ context, vars }) {
    const { t, link, name, format } = context;
    const lead = t('summary.lead');
    return (
      <Layout context={context} name={name} preheader={lead} heading={t('summary.heading')}>
        <Paragraph>{lead}</Paragraph>
        <Facts
          items={[
            [t('label.case'), vars.code],
            [t('label.openBy'), format.dateTime(vars.until, vars.timeZone)],
          ]}
        />
        <Act href={link(vars.path)}>{t('summary.act')}</Act>
        <Paragraph>{t('summary.code')}</Paragraph>
        <Note>{t('referral.privacy')}</Note>
      </Layout>
    );
  },
};
