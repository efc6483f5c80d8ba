import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import { nodemailerMessage } from './message.ts';
import type { MailTransport, OutgoingMail } from './transport.ts';

export type DevMailLine = {
  id: string;
  at: string;
  kind: string;
  lang: string;
  to: { name: string; address: string };
  subject: string;
};
export type DevMail = DevMailLine & Pick<OutgoingMail, 'html' | 'text' | 'attachments'>;

const keptMails = 500;
const mailId = /^[0-9a-f-]{36}$/;

/**
 * Without a mail server, mails are laid into a folder: `<id>.eml` for a mail program and `<id>.json`
 * for the page that shows them.
 */
export function folderTransport(folder: string): MailTransport {
  const composer = nodemailer.createTransport({ streamTransport: true, buffer: true });
  return {
    async send(mail) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const { message } = await composer.sendMail(nodemailerMessage(mail));
      await writeWhole(join(folder, `${mail.id}.eml`), message as Buffer);
      await writeWhole(join(folder, `${mail.id}.json`), JSON.stringify(devMail(mail), null, 2));
      await forgetOldest(folder);
      return { code: 250, reply: '250 laid into the folder' };
    },
    close: () => composer.close(),
  };
}

/** The mails in the folder, the newest first. */
export async function listDevMail(folder: string): Promise<DevMailLine[]> {
  const mails = await Promise.all((await mailIds(folder)).map((id) => readDevMail(folder, id)));
  return mails
    .filter((mail) => mail !== null)
    .map(({ id, at, kind, lang, to, subject }) => ({ id, at, kind, lang, to, subject }))
    .sort((a, b) => b.at.localeCompare(a.at));
}

/** One mail; its inline pictures stand in the HTML itself, so that the page shows them. */
export async function readDevMail(folder: string, id: string): Promise<DevMail | null> {
  if (!mailId.test(id)) return null;
  try {
    return JSON.parse(await readFile(join(folder, `${id}.json`), 'utf8')) as DevMail;
  } catch {
    return null;
  }
}

function devMail(mail: OutgoingMail): DevMail {
  const { id, kind, lang, to, subject, text } = mail;
  const html = mail.attachments.reduce(
    (page, { cid, contentType, content }) =>
      cid ? page.replaceAll(`cid:${cid}`, `data:${contentType};base64,${content}`) : page,
    mail.html,
  );
  const attachments = mail.attachments.filter(({ cid }) => !cid);
  return { id, at: new Date().toISOString(), kind, lang, to, subject, text, html, attachments };
}

/** A reader never sees half a mail. */
async function writeWhole(path: string, content: string | Buffer): Promise<void> {
  await writeFile(`${path}.new`, content, { mode: 0o600 });
  await rename(`${path}.new`, path);
}

/** Ids are made in the order of time, so their names are as well. */
async function forgetOldest(folder: string): Promise<void> {
  const ids = (await mailIds(folder)).sort();
  for (const id of ids.slice(0, -keptMails)) {
    await Promise.all(
      ['json', 'eml'].map((end) => rm(join(folder, `${id}.${end}`), { force: true })),
    );
  }
}

async function mailIds(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length));
}
