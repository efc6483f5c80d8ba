import { Act, Facts, Layout, Note, Paragraph } from './layout.tsx';
import type { MailTemplate } from './template.ts';

/** To the officer of a case or to the partner who referred it. Which hospital it is, the forum says. */
export const referralAccepted: MailTemplate<'referral-accepted'> = {
  preview: { path: '/referrals', code: 'K7QF2M9X-3', to: 'partner' },
  subject: ({ t }, { code }) => t('accepted.subject', { code }),
  body({ context, vars }) {
    const { t, link, name } = context;
    const lead = t(vars.to === 'officer' ? 'accepted.leadOfficer' : 'accepted.leadPartner');
    return (
      <Layout context={context} name={name} preheader={lead} heading={t('accepted.heading')}>
        <Paragraph>{lead}</Paragraph>
        <Facts items={[[t('label.case'), vars.code]]} />
        <Act href={link(vars.path)}>{t('accepted.act')}</Act>
        <Note>{t('referral.privacy')}</Note>
      </Layout>
    );
  },
};
