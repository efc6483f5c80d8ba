import { Act, Facts, Layout, Note, Paragraph } from './layout.tsx';
import type { MailTemplate } from './template.ts';

export const signInNewDevice: MailTemplate<'sign-in-new-device'> = {
  preview: {
    path: '/settings/sessions',
    at: '2026-11-20T00:14:00Z',
    timeZone: 'Asia/Tokyo',
    device: 'Firefox, Windows',
  },
  subject: ({ t }) => t('newDevice.subject'),
  body({ context, vars }) {
    const { t, link, format, name } = context;
    return (
      <Layout
        context={context}
        name={name}
        preheader={t('newDevice.lead')}
        heading={t('newDevice.heading')}
      >
        <Paragraph>{t('newDevice.lead')}</Paragraph>
        <Facts
          items={[
            [t('label.when'), format.dateTime(vars.at, vars.timeZone)],
            [t('label.device'), vars.device],
          ]}
        />
        <Act href={link(vars.path)}>{t('newDevice.act')}</Act>
        <Note>{t('newDevice.note')}</Note>
      </Layout>
    );
  },
};
