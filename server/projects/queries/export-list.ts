import { anywhere } from '#server/platform/access/access.ts';
import type { Language } from '#server/platform/access/actor.ts';
import { csv } from '#server/platform/csv.ts';
import { label } from '#server/platform/i18n/label.ts';
import { query } from '#server/platform/use-case.ts';
import { ListFilters } from '../schemas.ts';
import type { TermView } from '../views.ts';
import { listOf, wordsOf } from './list.ts';

const FILE_NAMES: Record<Language, string> = {
  ja: 'プロジェクト一覧',
  en: 'projects',
  zh: '项目列表',
  ko: '프로젝트 목록',
};

const HEADINGS: Record<Language, readonly string[]> = {
  ja: [
    'プロジェクト',
    '概要',
    '段階',
    '方向',
    '国・地域',
    '分野',
    '代表団体',
    '参加団体',
    'マイルストーン',
    '達成',
    '遅れ',
    '次のマイルストーン',
    '次のマイルストーンの予定日',
    '開始日',
    '終了日',
  ],
  en: [
    'Project',
    'Summary',
    'Stage',
    'Direction',
    'Countries or regions',
    'Fields',
    'Lead',
    'Organisations taking part',
    'Milestones',
    'Reached',
    'Overdue',
    'Next milestone',
    'Next milestone on',
    'Begun on',
    'Ended on',
  ],
  zh: [
    '项目',
    '概要',
    '阶段',
    '方向',
    '国家/地区',
    '领域',
    '牵头机构',
    '参与机构',
    '里程碑',
    '已达成',
    '逾期',
    '下一里程碑',
    '下一里程碑日期',
    '开始日期',
    '结束日期',
  ],
  ko: [
    '프로젝트',
    '개요',
    '단계',
    '방향',
    '국가·지역',
    '분야',
    '주관 기관',
    '참여 기관',
    '마일스톤',
    '달성',
    '지연',
    '다음 마일스톤',
    '다음 마일스톤 예정일',
    '시작일',
    '종료일',
  ],
};

/** The list of projects for a spreadsheet: a line for each. */
export const exportList = query('projects.exportList', {
  summary:
    'The list of projects as CSV in UTF-8, safe to open in a spreadsheet, as it is filtered.',
  input: ListFilters,
  subject: anywhere,
  gate: 'project.view',
  async run({ input, actor, tx }) {
    const { lang } = actor;
    const words = await wordsOf(tx);
    const word = (terms: readonly TermView[], code: string) =>
      label(terms.find((term) => term.code === code)?.labels, lang) || code;
    const countries = new Intl.DisplayNames([lang], { type: 'region', style: 'short' });
    const several = (all: readonly (string | undefined)[]) => all.join(' / ');
    const lines = (await listOf(tx, actor, input, words)).map((one) => [
      label(one.title, lang),
      label(one.summary, lang),
      word(words.stages, one.stage),
      word(words.directions, one.direction),
      several(one.countries.map((code) => countries.of(code))),
      several(one.fields.map((code) => word(words.fields, code))),
      label(one.lead.name, lang),
      several(one.orgs.map(({ name }) => label(name, lang))),
      one.milestones.all,
      one.milestones.done,
      one.milestones.late,
      label(one.next?.title, lang),
      one.next?.plannedOn,
      one.begunOn,
      one.endedOn,
    ]);
    return { fileName: `${FILE_NAMES[lang]}.csv`, csv: csv([HEADINGS[lang], ...lines]) };
  },
});
