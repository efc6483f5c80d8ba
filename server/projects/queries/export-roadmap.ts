import { anywhere } from '#server/platform/access/access.ts';
import type { Language } from '#server/platform/access/actor.ts';
import { csv, type Cell } from '#server/platform/csv.ts';
import { label } from '#server/platform/i18n/label.ts';
import { query } from '#server/platform/use-case.ts';
import { NONE } from '../roadmap/matrix.ts';
import type { RoadmapProject } from '../roadmap/reading.ts';
import { RoadmapFilters } from '../schemas.ts';
import type { TermView } from '../views.ts';
import { roadmapOf } from './roadmap.ts';

const HEADINGS: Record<Language, readonly string[]> = {
  ja: [
    '年度',
    '国・地域',
    '分野',
    'プロジェクト',
    '方向',
    '段階',
    '代表団体',
    '予定したマイルストーン',
    '達成したマイルストーン',
    '遅れているマイルストーン',
    '次のマイルストーン',
    '次のマイルストーンの予定日',
    '指標',
    '単位',
    '計画（通年）',
    '計画（記録済みの期まで）',
    '実績',
  ],
  en: [
    'Fiscal year',
    'Country or region',
    'Theme',
    'Project',
    'Direction',
    'Stage',
    'Lead',
    'Milestones planned',
    'Milestones reached',
    'Milestones overdue',
    'Next milestone',
    'Next milestone on',
    'Figure',
    'Unit',
    'Plan (whole year)',
    'Plan (to date)',
    'Actual',
  ],
  zh: [
    '财年',
    '国家/地区',
    '领域',
    '项目',
    '方向',
    '阶段',
    '牵头机构',
    '计划里程碑',
    '已达成里程碑',
    '逾期里程碑',
    '下一里程碑',
    '下一里程碑日期',
    '指标',
    '单位',
    '计划（全年）',
    '计划（至今）',
    '实际',
  ],
  ko: [
    '회계연도',
    '국가·지역',
    '분야',
    '프로젝트',
    '방향',
    '단계',
    '주관 기관',
    '예정 마일스톤',
    '달성 마일스톤',
    '지연 마일스톤',
    '다음 마일스톤',
    '다음 마일스톤 예정일',
    '지표',
    '단위',
    '계획(연간)',
    '계획(기록 시점까지)',
    '실적',
  ],
};

/** Each cell's projects, a line for each of their figures. */
export const exportRoadmap = query('projects.exportRoadmap', {
  summary: 'The roadmap as CSV in UTF-8, safe to open in a spreadsheet, as it is filtered.',
  input: RoadmapFilters,
  subject: anywhere,
  gate: 'project.view',
  async run({ input, actor, tx }) {
    const { lang } = actor;
    const map = await roadmapOf(tx, actor, input);
    const byId = new Map(map.projects.map((project) => [project.id, project]));
    const word = (terms: readonly TermView[], code: string) =>
      label(terms.find((term) => term.code === code)?.labels, lang);
    const countries = new Intl.DisplayNames([lang], { type: 'region', style: 'short' });
    const lines = map.matrix.groups
      .flatMap(({ rows }) => rows)
      .flatMap(({ country, cells }) =>
        cells.flatMap(({ theme, projectIds }) =>
          projectIds.flatMap((id) => {
            const project = byId.get(id)!;
            const start: Cell[] = [
              map.year,
              country === NONE ? '' : countries.of(country),
              theme === NONE ? '' : word(map.themes, theme),
              label(project.title, lang),
              word(map.directions, project.direction),
              word(map.stages, project.stage),
              label(project.lead.name, lang),
              ...stepCells(project, lang),
            ];
            return figureCells(project, lang).map((figure) => [...start, ...figure]);
          }),
        ),
      );
    return { fileName: `roadmap-${map.year}.csv`, csv: csv([HEADINGS[lang], ...lines]) };
  },
});

function stepCells({ steps, late, next }: RoadmapProject, lang: Language): Cell[] {
  const reached = steps.filter((step) => step.doneOn !== null).length;
  return [steps.length, reached, late, label(next?.title, lang), next?.plannedOn];
}

function figureCells({ kpis }: RoadmapProject, lang: Language): Cell[][] {
  if (kpis.length === 0) return [['', '', null, null, null]];
  return kpis.map(({ name, unit, plan, toDate, actual }) => [
    label(name, lang),
    label(unit, lang),
    plan,
    toDate,
    actual,
  ]);
}
