import { Act, Facts, Layout, Note, Paragraph } from './layout.tsx';
import type { MailTemplate } from './template.ts';

export const signInNewDevice: MailTemplate<'sign-in-new-device'> = {
  preview: {
    path: '/sign-in/check?token=preview',
    at: '2026-11-20T00:14:00Z',
    timeZone: 'Asia/Tokyo',
    device: 'Firefox, Windows',
    network: '203.0.113.0/24',
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
            [t('label.device'), vars.device ?? t('newDevice.unknown')],
            [t('label.network'), vars.network],
          ]}
        />
        <Act href={link(vars.path)}>{t('newDevice.act')}</Act>
        <Note>{t('newDevice.note')}</Note>
      </Layout>
    );
  },
};
