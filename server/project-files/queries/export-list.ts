import { project } from '#server/discussions/index.ts';
import type { Language } from '#server/platform/access/actor.ts';
import { csv } from '#server/platform/csv.ts';
import { label } from '#server/platform/i18n/label.ts';
import { query } from '#server/platform/use-case.ts';
import { readHead, readList, type LibraryFile } from '../reading.ts';
import { List } from '../schemas.ts';

const HEADINGS: Record<Language, readonly string[]> = {
  ja: ['ファイル名', 'ラベル', '版', '種類', 'バイト数', '追加者', '団体', '追加日時', 'メモ'],
  en: ['Name', 'Label', 'Version', 'Type', 'Bytes', 'Brought by', 'Organisation', 'At', 'Note'],
  zh: ['文件名', '标签', '版本', '类型', '字节数', '添加者', '机构', '添加时间', '备注'],
  ko: ['파일 이름', '라벨', '버전', '유형', '바이트', '추가한 사람', '기관', '추가 일시', '메모'],
};

/** The library's list for a spreadsheet, as it is filtered and ordered. */
export const exportList = query('projectFiles.exportList', {
  summary: 'The files of a project’s library as CSV in UTF-8, safe to open in a spreadsheet.',
  input: List,
  subject: project.of('project'),
  gate: 'project.view',
  async run({ input, subject, actor, tx }) {
    const { slug } = await readHead(tx, subject.id);
    const files = await readList(tx, actor, subject.id, input);
    const lines = files.map((file) => [
      file.name,
      file.label,
      file.number,
      file.mediaType,
      Number(file.byteSize),
      nameOf(file),
      label(file.org.name, actor.lang),
      file.at,
      file.note,
    ]);
    return { fileName: `files-${slug}.csv`, csv: csv([HEADINGS[actor.lang], ...lines]) };
  },
});

function nameOf({ person: { familyName, givenName, nameLang } }: LibraryFile): string {
  return nameLang === 'en' ? `${givenName} ${familyName}` : `${familyName} ${givenName}`;
}
