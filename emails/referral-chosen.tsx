import { Act, Facts, Layout, Note, Paragraph } from './layout.tsx';
import type { MailTemplate } from './template.ts';

/** To the coordinators of the hospital that was chosen: it should confirm. Code and deadline, no more. */
export const referralChosen: MailTemplate<'referral-chosen'> = {
  preview: {
    path: '/referrals',
    code: 'K7QF2M9X-3',
    answerBy: '2026-11-24T08:00:00Z',
    timeZone: 'Asia/Tokyo',
  },
  subject: ({ t }, { code }) => t('chosen.subject', { code }),
  body({ context, vars }) {
    const { t, link, format, name } = context;
    const answerBy = format.dateTime(vars.answerBy, vars.timeZone);
    return (
      <Layout
        context={context}
        name={name}
        preheader={t('chosen.lead')}
        heading={t('chosen.heading')}
      >
        <Paragraph>{t('chosen.lead')}</Paragraph>
        <Facts
          items={[
            [t('label.case'), vars.code],
            [t('label.answerBy'), answerBy],
          ]}
        />
        <Act href={link(vars.path)}>{t('chosen.act')}</Act>
        <Note>{t('referral.privacy')}</Note>
      </Layout>
    );
  },
};
