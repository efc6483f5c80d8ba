import type { ReactElement } from 'react';
import type { Format } from '#server/platform/i18n/format.ts';
import type { Lang } from '#server/platform/i18n/translate.ts';
import type { MailAttachment } from '#server/platform/mail/transport.ts';
import type { MailKind, MailVars } from './kinds.ts';
import type { MailKey } from './texts.ts';

/** What every template has at hand beside its own variables. */
export type MailContext = {
  lang: Lang;
  /** The text of a key; a numeric `count` takes the plural form. */
  t: (key: MailKey, vars?: Record<string, string | number>) => string;
  format: Format;
  /** The address of a path of the forum. */
  link: (path: string) => string;
  host: string;
  /** The recipient's name; empty where it is not known. */
  name: string;
  now: Date;
};

/** One mail. `preview` are its default variables: what the preview page shows. */
export type MailTemplate<Kind extends MailKind> = {
  preview: MailVars<Kind>;
  subject: (context: MailContext, vars: MailVars<Kind>) => string;
  body: (props: { context: MailContext; vars: MailVars<Kind> }) => ReactElement;
  attachments?: (context: MailContext, vars: MailVars<Kind>) => MailAttachment[];
};
