import { Act, Facts, Layout, Note, Paragraph } from './layout.tsx';
import type { MailTemplate } from './template.ts';

/** To a hospital's coordinators. It carries the code and the deadline, nothing of the patient. */
export const referralOffered: MailTemplate<'referral-offered'> = {
  preview: {
    path: '/referrals',
    code: 'K7QF2M9X-3',
    answerBy: '2026-11-24T08:00:00Z',
    timeZone: 'Asia/Tokyo',
  },
  subject: ({ t }, { code }) => t('offered.subject', { code }),
  body({ context, vars }) {
    const { t, link, format, name } = context;
    const answerBy = vars.answerBy
      ? ([[t('label.answerBy'), format.dateTime(vars.answerBy, vars.timeZone)]] as const)
      : [];
    return (
      <Layout
        context={context}
        name={name}
        preheader={t('offered.lead')}
        heading={t('offered.heading')}
      >
        <Paragraph>{t('offered.lead')}</Paragraph>
        <Facts items={[[t('label.case'), vars.code], ...answerBy]} />
        <Act href={link(vars.path)}>{t('offered.act')}</Act>
        <Note>{t('referral.privacy')}</Note>
      </Layout>
    );
  },
};
