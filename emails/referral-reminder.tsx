import { Act, Facts, Layout, Note, Paragraph } from './layout.tsx';
import type { MailTemplate } from './template.ts';

/** To a hospital's coordinators that have not answered yet. Code and deadline, nothing of the patient. */
export const referralReminder: MailTemplate<'referral-reminder'> = {
  preview: {
    path: '/referrals',
    code: 'K7QF2M9X-3',
    answerBy: '2026-11-24T08:00:00Z',
    timeZone: 'Asia/Tokyo',
    share: 50,
  },
  subject: ({ t }, { code }) => t('reminder.subject', { code }),
  body({ context, vars }) {
    const { t, link, format, name } = context;
    const answerBy = format.dateTime(vars.answerBy, vars.timeZone);
    return (
      <Layout
        context={context}
        name={name}
        preheader={t('reminder.lead', { share: String(vars.share) })}
        heading={t('reminder.heading')}
      >
        <Paragraph>{t('reminder.lead', { share: String(vars.share) })}</Paragraph>
        <Facts
          items={[
            [t('label.case'), vars.code],
            [t('label.answerBy'), answerBy],
          ]}
        />
        <Act href={link(vars.path)}>{t('reminder.act')}</Act>
        <Note>{t('referral.privacy')}</Note>
      </Layout>
    );
  },
};
