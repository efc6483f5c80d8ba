import { toPlainText } from '@react-email/components';
import { createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { formatFor } from '#server/platform/i18n/format.ts';
import type { RenderedMail, RenderMailContext } from '#server/platform/mail/worker.ts';
import { eventRegistrationConfirmed } from './event-registration-confirmed.tsx';
import { eventRegistrationWaiting } from './event-registration-waiting.tsx';
import { invitation } from './invitation.tsx';
import { mailContent, type MailKind, type MailVars } from './kinds.ts';
import { markCid, markPng } from './mark.ts';
import { news } from './news.tsx';
import { passwordReset } from './password-reset.tsx';
import { referralAccepted } from './referral-accepted.tsx';
import { referralChosen } from './referral-chosen.tsx';
import { referralEmergency } from './referral-emergency.tsx';
import { referralOffered } from './referral-offered.tsx';
import { referralReminder } from './referral-reminder.tsx';
import { referralSummary } from './referral-summary.tsx';
import { signInNewDevice } from './sign-in-new-device.tsx';
import type { MailContext, MailTemplate } from './template.ts';
import { textsOf } from './texts.ts';

export const templates: { [Kind in MailKind]: MailTemplate<Kind> } = {
  'password-reset': passwordReset,
  'sign-in-new-device': signInNewDevice,
  invitation,
  'event-registration-confirmed': eventRegistrationConfirmed,
  'event-registration-waiting': eventRegistrationWaiting,
  'referral-offered': referralOffered,
  'referral-chosen': referralChosen,
  'referral-reminder': referralReminder,
  'referral-accepted': referralAccepted,
  'referral-emergency': referralEmergency,
  'referral-summary': referralSummary,
  news,
};

/** A mail in one language: HTML, the same as plain text, and what is attached. */
export async function composeMail(
  kind: MailKind,
  vars: unknown,
  { lang, to, origin, now }: RenderMailContext,
): Promise<RenderedMail> {
  const template = templates[kind] as MailTemplate<MailKind>;
  const checked = mailContent(kind).parse(vars) as MailVars<MailKind>;
  const context: MailContext = {
    lang,
    now,
    name: to.name,
    host: new URL(origin).hostname,
    t: textsOf(lang),
    format: formatFor(lang, to.timeZone ?? zoneOf(checked)),
    link: (path) => new URL(path, origin).href,
  };
  const html = htmlOf(createElement(template.body, { context, vars: checked }));
  return {
    subject: template.subject(context, checked),
    html,
    text: plainText(html),
    attachments: [
      ...(template.attachments?.(context, checked) ?? []),
      { filename: 'mark.png', contentType: 'image/png', content: markPng, cid: markCid },
    ],
  };
}

/** A mail as its template imagines it, for the preview page. */
export function previewMail(kind: MailKind, context: RenderMailContext): Promise<RenderedMail> {
  return composeMail(kind, templates[kind].preview, context);
}

/** In one piece: React 18's streams leave zero bytes inside text that is not ASCII. */
function htmlOf(element: ReactElement): string {
  return `<!DOCTYPE html>${renderToStaticMarkup(element)}`;
}

function plainText(html: string): string {
  const text = toPlainText(html, {
    wordwrap: false,
    selectors: [
      { selector: 'h1', options: { uppercase: false } },
      { selector: 'hr', format: 'horizontalLine', options: { length: 24 } },
    ],
  });
  return `${text.trim()}\n`;
}

/** Without a zone of the reader's own, the mail keeps to its event's. */
function zoneOf(vars: object): string {
  return 'timeZone' in vars ? String(vars.timeZone) : 'Asia/Tokyo';
}
