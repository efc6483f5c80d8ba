import {
  Body,
  Button,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Img,
  Preview,
  Section,
  Text,
} from '@react-email/components';
import type { CSSProperties, ReactNode } from 'react';
import type { Lang } from '#server/platform/i18n/translate.ts';
import { markCid } from './mark.ts';
import type { MailContext } from './template.ts';

// Mail programs know neither custom properties nor oklch: the tokens of the screens, as numbers.
export const color = {
  ink: '#141b24',
  ink2: '#464e58',
  ink3: '#5f6872',
  line: '#e0deda',
  line2: '#b9b6b0',
  ai: '#204d85',
  shu: '#b8391c',
} as const;
const { ink, ink2, ink3, line, ai } = color;

/** The same paper by night, for the programs that ask. */
const dark = `@media (prefers-color-scheme: dark) {
  .paper, .paper > table, .paper > table > tbody > tr > td { background-color: #14181e !important; }
  .ink { color: #f0efec !important; }
  .ink2 { color: #bcbdc1 !important; }
  .ink3 { color: #989da5 !important; }
  .rule { border-color: #2f353d !important; }
  .ai { color: #8fb6ec !important; }
  .act { background-color: #8fb6ec !important; color: #10151c !important; }
  .mark { background-color: #f6f5f2 !important; border-radius: 4px; padding: 3px; }
}`;

const faces: Record<Lang, string> = {
  ja: '"Hiragino Sans", "Yu Gothic UI", "Yu Gothic", Meiryo, "Noto Sans CJK JP", sans-serif',
  en: '"IBM Plex Sans", "Segoe UI", Helvetica, Arial, sans-serif',
  zh: '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
  ko: '"Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans CJK KR", sans-serif',
};

type LayoutProps = {
  context: MailContext;
  /** What the list of mails shows after the subject. */
  preheader: string;
  heading: string;
  /** The name to greet, if it is known. */
  name?: string;
  /** Said at the foot, above where the mail comes from. */
  foot?: ReactNode;
  children: ReactNode;
};

/** White paper, ink, one rule and the forum's mark. */
export function Layout({ context, preheader, heading, name, foot, children }: LayoutProps) {
  const { lang, t } = context;
  const body: CSSProperties = {
    ...text,
    fontFamily: faces[lang],
    margin: 0,
    backgroundColor: '#ffffff',
  };
  return (
    <Html lang={lang === 'zh' ? 'zh-Hans' : lang} dir="ltr">
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{dark}</style>
      </Head>
      <Preview>{preheader}</Preview>
      <Body className="paper" style={body}>
        <Container style={{ maxWidth: 560, margin: '0 auto', padding: '32px 24px 40px' }}>
          <Section>
            <Img
              src={`cid:${markCid}`}
              width="28"
              height="18"
              alt=""
              className="mark"
              style={mark}
            />
            <span className="ink" style={wordmark}>
              {t('forum')}
            </span>
          </Section>
          <Hr className="rule" style={{ ...rule, margin: '16px 0 32px' }} />
          <Heading
            as="h1"
            className="ink"
            style={{ ...title, ...(lang === 'ja' ? { fontFeatureSettings: '"palt"' } : {}) }}
          >
            {heading}
          </Heading>
          {name ? (
            <Text className="ink" style={text}>
              {t('greeting', { name })}
            </Text>
          ) : null}
          {children}
          <Hr className="rule" style={{ ...rule, margin: '40px 0 16px' }} />
          {foot && (
            <Text className="ink2" style={{ ...text, ...small, color: ink2 }}>
              {foot}
            </Text>
          )}
          <Text className="ink3" style={{ ...text, ...small, color: ink3 }}>
            {t('footer')}
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

export function Paragraph({ children }: { children: ReactNode }) {
  return (
    <Text className="ink" style={text}>
      {children}
    </Text>
  );
}

/** What it is about: label above value, which reads well on a telephone and as plain text. */
export function Facts({
  items,
}: {
  items: readonly (readonly [label: string, value: ReactNode])[];
}) {
  return (
    <Section className="rule" style={{ borderTop: `1px solid ${line}`, margin: '24px 0 8px' }}>
      {items.map(([label, value]) => (
        <Text key={label} className="ink rule" style={fact}>
          <span className="ink3" style={{ ...small, color: ink3 }}>
            {label}
          </span>
          <br />
          {value}
        </Text>
      ))}
    </Section>
  );
}

/** The one clear act of a mail. */
export function Act({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Section style={{ margin: '32px 0' }}>
      <Button href={href} className="act" style={button}>
        {children}
      </Button>
    </Section>
  );
}

export function Note({ children }: { children: ReactNode }) {
  return (
    <Text className="ink2" style={{ ...text, fontSize: 14, lineHeight: '24px', color: ink2 }}>
      {children}
    </Text>
  );
}

const text: CSSProperties = { color: ink, fontSize: 16, lineHeight: '28px', margin: '0 0 12px' };
const small: CSSProperties = { fontSize: 13, lineHeight: '20px' };
const rule: CSSProperties = { border: 'none', borderTop: `1px solid ${line}` };
const mark: CSSProperties = { display: 'inline-block', verticalAlign: 'middle' };
const wordmark: CSSProperties = {
  color: ink,
  fontSize: 16,
  fontWeight: 600,
  marginLeft: 10,
  verticalAlign: 'middle',
};
const title: CSSProperties = {
  color: ink,
  fontSize: 22,
  lineHeight: '32px',
  fontWeight: 600,
  margin: '0 0 24px',
  textWrap: 'balance',
};
const fact: CSSProperties = {
  ...text,
  lineHeight: '24px',
  margin: 0,
  padding: '12px 0',
  borderBottom: `1px solid ${line}`,
};
const button: CSSProperties = {
  backgroundColor: ai,
  color: '#ffffff',
  fontSize: 16,
  lineHeight: '24px',
  fontWeight: 600,
  padding: '12px 24px',
  borderRadius: 4,
};
