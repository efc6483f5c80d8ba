import { Act, Layout, Note, Paragraph } from './layout.tsx';
import type { MailTemplate } from './template.ts';

export const passwordReset: MailTemplate<'password-reset'> = {
  preview: { path: '/reset-password/4pK8mQ2xV7nB1cZ9', minutes: 30 },
  subject: ({ t }) => t('passwordReset.subject'),
  body({ context, vars }) {
    const { t, link, name } = context;
    const lead = t('passwordReset.lead', { count: vars.minutes });
    return (
      <Layout context={context} name={name} preheader={lead} heading={t('passwordReset.heading')}>
        <Paragraph>{lead}</Paragraph>
        <Act href={link(vars.path)}>{t('passwordReset.act')}</Act>
        <Note>{t('passwordReset.note')}</Note>
      </Layout>
    );
  },
};
