import { Act, Facts, Layout, Note, Paragraph } from './layout.tsx';
import type { MailTemplate } from './template.ts';

/** To somebody who is asked to join an organisation, whether or not they have an account. */
export const invitation: MailTemplate<'invitation'> = {
  preview: {
    path: '/invitation/0000000000000000000000000000000000000000000',
    org: '青葉大学病院',
    inviter: '林 誠一郎',
    until: '2027-03-26T09:00:00.000Z',
    timeZone: 'Asia/Tokyo',
  },
  subject: ({ t }, { org }) => t('invitation.subject', { org }),
  body({ context, vars }) {
    const { t, link, name, format } = context;
    const { org, inviter } = vars;
    const lead = t('invitation.lead', { org, inviter });
    return (
      <Layout context={context} name={name} preheader={lead} heading={t('invitation.heading')}>
        <Paragraph>{lead}</Paragraph>
        <Paragraph>{t('invitation.forum')}</Paragraph>
        <Facts items={[[t('label.openBy'), format.dateTime(vars.until, vars.timeZone)]]} />
        <Act href={link(vars.path)}>{t('invitation.act')}</Act>
        <Note>{t('invitation.note')}</Note>
      </Layout>
    );
  },
};
