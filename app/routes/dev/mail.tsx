import { useLoaderData } from '@remix-run/react';
import styles from '#app/features/dev/mail.module.css';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import { FactsList, Page, PageHead, Time } from '#app/ui/index.ts';

export const loader = page(['dev'], async ({ forum, params }) => {
  const mail = await forum.call('dev.readMail', { mailId: params.id ?? '' });
  return {
    ...mail,
    attachments: mail.attachments.map(({ filename, contentType, content }) => ({
      filename,
      contentType,
      content,
    })),
  };
});

export const meta = titled<'dev', { subject: string }>('dev', (_t, mail) => mail.subject);

export default function DevMail() {
  const mail = useLoaderData<typeof loader>().data;
  const t = useT('dev');
  const format = useFormat();
  return (
    <Page>
      <PageHead
        trail={[{ label: t('mail.title'), to: '/dev/mail' }]}
        title={mail.subject || t('mail.none')}
        lang={mail.lang}
      />
      <FactsList
        facts={[
          {
            label: t('mail.to'),
            value: mail.to.name ? `${mail.to.name} <${mail.to.address}>` : mail.to.address,
          },
          { label: t('mail.at'), value: <Time at={mail.at} format={format} /> },
          { label: t('mail.kind'), value: <code>{mail.kind}</code> },
          ...(mail.attachments.length > 0
            ? [
                {
                  label: t('mail.attachments'),
                  value: mail.attachments.map(({ filename, contentType, content }) => (
                    <a
                      key={filename}
                      href={`data:${contentType};base64,${content}`}
                      download={filename}
                    >
                      {filename}
                    </a>
                  )),
                },
              ]
            : []),
        ]}
      />
      <section className={styles.part}>
        <h2>{t('mail.html')}</h2>
        {/* Nothing in a mail may act here: no scripts, no forms; links open beside this page. */}
        <iframe
          className={styles.sheet}
          title={t('mail.html')}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          srcDoc={`<base target="_blank">${mail.html}`}
        />
      </section>
      <section className={styles.part}>
        <h2>{t('mail.text')}</h2>
        <Linked text={mail.text} lang={mail.lang} />
      </section>
    </Page>
  );
}

/** Plain text with its addresses as links, so that a journey can go on from here. */
function Linked({ text, lang }: { text: string; lang: string }) {
  return (
    <pre className={styles.text} lang={lang} tabIndex={0}>
      {text.split(/(https?:\/\/[^\s）」]+)/).map((part, i) =>
        i % 2 ? (
          <a key={i} href={part}>
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </pre>
  );
}
