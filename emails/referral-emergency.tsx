import { Act, Facts, Layout, Note, Paragraph } from './layout.tsx';
import type { MailTemplate } from './template.ts';

/** An administrator has opened a case in an emergency: to those who review it and those who carry the patient. */
export const referralEmergency: MailTemplate<'referral-emergency'> = {
  preview: {
    path: '/referrals',
    code: 'K7QF2M9X-3',
    to: 'carer',
    until: '2026-11-24T08:00:00Z',
    reviewBy: '2026-11-27T07:00:00Z',
    timeZone: 'Asia/Tokyo',
  },
  subject: ({ t }, { code }) => t('emergency.subject', { code }),
  body({ context, vars }) {
    const { t, link, format, name } = context;
    const reviewer = vars.to === 'reviewer';
    const lead = t(reviewer ? 'emergency.leadReviewer' : 'emergency.leadCarer');
    return (
      <Layout context={context} name={name} preheader={lead} heading={t('emergency.heading')}>
        <Paragraph>{lead}</Paragraph>
        <Facts
          items={[
            [t('label.case'), vars.code],
            [t('label.until'), format.dateTime(vars.until, vars.timeZone)],
            ...(reviewer
              ? [
                  [t('label.reviewBy'), format.dateTime(vars.reviewBy, vars.timeZone)] as [
                    string,
                    string,
                  ],
                ]
              : []),
          ]}
        />
        <Act href={link(vars.path)}>{t(reviewer ? 'emergency.review' : 'emergency.act')}</Act>
        <Note>{t('referral.privacy')}</Note>
      </Layout>
    );
  },
};
