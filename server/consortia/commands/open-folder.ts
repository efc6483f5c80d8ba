import type { Language } from '#server/platform/access/actor.ts';
import { csv } from '#server/platform/csv.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import {
  NUMBER_PREFIX,
  titleOf,
  type DocumentData,
  type DocumentKind,
  type Printer,
} from '#server/platform/documents/index.ts';
import { fileName, type Files } from '#server/platform/files/index.ts';
import { label, type Label } from '#server/platform/i18n/label.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { command } from '#server/platform/use-case.ts';
import { zipped, type ZipEntry } from '#server/platform/zip.ts';
import { consortium } from '../access.ts';
import { applicationFor, signedForms, type Application, type SignedForm } from '../application.ts';
import {
  applicationPaper,
  consentPaper,
  nameOf,
  PAPER_LANGS,
  type Member,
  type PaperLang,
} from '../papers.ts';
import { OpenFolder } from '../schemas.ts';

type Paper<Kind extends DocumentKind = DocumentKind> = {
  kind: Kind;
  lang: PaperLang;
  data: DocumentData<Kind>;
  /** Whose form it is; empty for the application itself. */
  organisation: string;
};
/** What a member has signed, beside its form. */
type Signed = { kind: 'signed'; form: SignedForm; organisation: string };
type Placed<Part> = Part & { name: string; title: string; number: string };

const FOLDER: Record<Language, string> = {
  ja: '応募書類',
  en: 'Application',
  zh: '申请材料',
  ko: '응모서류',
};
const CONTENTS: Record<Language, string> = {
  ja: '内容一覧',
  en: 'Contents',
  zh: '目录',
  ko: '목록',
};
const SIGNED: Record<Language, string> = {
  ja: '署名済み同意書',
  en: 'Signed consent',
  zh: '已签署同意书',
  ko: '서명된 동의서',
};
const HEADINGS: Record<Language, readonly string[]> = {
  ja: ['ファイル名', '書類', '団体', '言語', '文書番号'],
  en: ['File', 'Paper', 'Organisation', 'Language', 'Number'],
  zh: ['文件名', '文件', '机构', '语言', '文件编号'],
  ko: ['파일 이름', '서류', '기관', '언어', '문서 번호'],
};

/** Bytes of a name: with its ending it is short enough for every file system. */
const LONGEST_NAME = 240;

/**
 * Everything of an application as one archive: what its reader sees of it as a paper in Japanese and in
 * English, for those who take part each member's form of consent with what it has signed, and a list of
 * what is in it. The papers are printed while the archive is taken, and none is kept.
 */
export const openFolder = command('consortia.openFolder', {
  summary: 'The folder of an application as a ZIP: its papers in Japanese and English.',
  input: OpenFolder,
  subject: consortium.of('consortiumId'),
  gate: 'consortium.view',
  limit: { points: 6, seconds: 60 },
  doors: ['web'],
  secret: true,
  readsOnly: true,
  async run({ subject, actor, tx, may, services, audit }) {
    const application = await applicationFor({ subject, actor, tx, may });
    const members = await membersOf(tx, application);
    const whole = wholePapers(application, members);
    // What each has handed over is told to those who take part, and so are the forms.
    const signed = application.inside ? await signedForms(tx, actor, subject.id) : null;
    const forms = signed ? formsOf(application, members, signed) : [];
    const parts = placed([...whole, ...forms], actor.lang, subject.id);
    audit({
      class: 'export',
      files: parts.length,
      fileIds: [...(signed?.values() ?? [])].map(({ fileId }) => fileId),
    });
    const title = label(application.project.title, actor.lang);
    return {
      name: plainName(`${dayInJapan(tx.now)}_${FOLDER[actor.lang]}_${title}`, 'zip'),
      bytes: zipped(
        [contentsOf(parts, actor.lang), ...parts.map((part) => entryOf(part, services, tx.now))],
        tx.now,
      ),
    };
  },
});

function wholePapers(application: Application, members: ReadonlyMap<string, Member>): Paper[] {
  return PAPER_LANGS.map((lang) => ({
    kind: 'consortiumApplication',
    lang,
    data: applicationPaper(application, members, lang),
    organisation: '',
  }));
}

/** The form of each member, in English too for those abroad, and the signed one behind it. */
function formsOf(
  application: Application,
  members: ReadonlyMap<string, Member>,
  signed: ReadonlyMap<string, SignedForm>,
): (Paper | Signed)[] {
  return application.roles.flatMap((role) => {
    const { held } = role;
    if (!held) return [];
    const isAbroad = members.get(held.org.id)?.country !== 'JP';
    const papers = PAPER_LANGS.filter((lang) => lang === 'ja' || isAbroad).map((lang): Paper => ({
      kind: 'consortiumConsent',
      lang,
      data: consentPaper(application, members, { ...role, held }, lang),
      organisation: nameOf(held.org.id, members, lang),
    }));
    const form = signed.get(held.seatId);
    const organisation = nameOf(held.org.id, members, 'ja');
    return form ? [...papers, { kind: 'signed' as const, form, organisation }] : papers;
  });
}

/** Each with its place in the folder, by which it is named and numbered. */
function placed(
  parts: readonly (Paper | Signed)[],
  lang: Language,
  consortiumId: string,
): Placed<Paper | Signed>[] {
  const mark = consortiumId.slice(-8).toUpperCase();
  return parts.map((part, at) => {
    const place = String(at + 1).padStart(2, '0');
    const title = part.kind === 'signed' ? SIGNED[lang] : titleOf(part.kind, part.lang);
    const words = [place, title, part.organisation].filter(Boolean).join('_');
    return {
      ...part,
      title,
      name: plainName(words, part.kind === 'signed' ? endOf(part.form.name) : 'pdf'),
      number: part.kind === 'signed' ? '' : `${NUMBER_PREFIX[part.kind]}-${mark}-${place}`,
    };
  });
}

function entryOf(
  part: Placed<Paper | Signed>,
  { printer, files }: { printer: Printer; files: Files },
  at: Date,
): ZipEntry {
  const { name } = part;
  if (part.kind === 'signed') return { name, make: () => files.open(part.form) };
  const { kind, lang, data, number } = part;
  const order = { kind, lang, data: data as never, number, issuedOn: dayInJapan(at), at };
  return { name, make: async () => (await printer.print(order)).bytes };
}

function contentsOf(parts: readonly Placed<Paper | Signed>[], lang: Language): ZipEntry {
  const lines = parts.map((part) => [
    part.name,
    part.title,
    part.organisation,
    part.kind === 'signed' ? '' : part.lang,
    part.number,
  ]);
  const text = csv([HEADINGS[lang], ...lines]);
  return { name: `00_${CONTENTS[lang]}.csv`, make: () => Buffer.from(text) };
}

/** The kind of a stored file, as its name ends. */
function endOf(name: string): string {
  return /\.([a-z0-9]{1,7})$/i.exec(name)?.[1] ?? 'bin';
}

/** A name that every system can write, Windows too, and that leads into no other folder. */
function plainName(words: string, end: string): string {
  const short = [...words.replace(/[/\\]/g, '-')];
  while (Buffer.byteLength(short.join('')) > LONGEST_NAME) short.pop();
  return fileName(`${short.join('')}.${end}`);
}

/** Those that hold a role, by their whole names. */
async function membersOf(tx: Tx, { roles }: Application): Promise<Map<string, Member>> {
  const ids = roles.flatMap(({ held }) => (held ? [held.org.id] : []));
  const rows = await tx.sql<{ id: string; name: Label; country: string }>`
    SELECT id, name, country FROM organisation WHERE id = ANY (${ids}::uuid[])`;
  return new Map(rows.map(({ id, ...member }) => [id, member]));
}
