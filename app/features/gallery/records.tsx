import type { Format } from '#server/platform/i18n/format.ts';
import {
  Button,
  ButtonLink,
  Chips,
  DetailColumns,
  EdgeList,
  EmptyState,
  FactsSection,
  Monogram,
  Notice,
  Pagination,
  Panel,
  Pill,
  ShortList,
  Table,
  Tabs,
  Time,
  Timeline,
  type Column,
  type PillTone,
} from '#app/ui/index.ts';
import { Sample } from './sample.tsx';

type Row = {
  code: string;
  block: string;
  state: string;
  tone: PillTone;
  asked: string;
  days: number;
};

const ROWS: Row[] = [
  {
    code: 'K7QF-2M9X',
    block: 'I30–I52　その他の型の心疾患',
    state: '回答を待っています',
    tone: 'waiting',
    asked: '2026-10-03T07:40:00Z',
    days: 2,
  },
  {
    code: 'P3TD-8H4C',
    block: 'C00–C97　悪性新生物',
    state: '受入決定',
    tone: 'good',
    asked: '2026-09-28T01:05:00Z',
    days: 1,
  },
  {
    code: 'W9BA-5R2N',
    block: 'M00–M25　関節障害',
    state: '差し戻し',
    tone: 'caution',
    asked: '2026-09-21T04:20:00Z',
    days: 4,
  },
];

const columns = (format: Format): Column<Row>[] => [
  { key: 'code', label: '番号', heads: true, cell: (row) => <a href="#content">{row.code}</a> },
  { key: 'block', label: '傷病群', cell: (row) => row.block },
  { key: 'state', label: '状態', cell: (row) => <Pill tone={row.tone}>{row.state}</Pill> },
  {
    key: 'asked',
    label: '照会',
    sort: { to: '?sort=asked', label: '照会で並べ替える', now: 'descending' },
    cell: (row) => <Time at={row.asked} format={format} show="day" />,
  },
  {
    key: 'days',
    label: '営業日',
    align: 'end',
    sort: { to: '?sort=days', label: '営業日で並べ替える' },
    cell: (row) => row.days,
  },
];

export function Records({ format }: { format: Format }) {
  return (
    <>
      <Sample name="Tabs, Chips, Table, Pagination" stacked>
        <Tabs
          label="照会の見方"
          items={[
            { to: '/dev/ui', label: '進行中', count: 12, end: true },
            { to: '/dev/ui/done', label: '終了', count: 148 },
          ]}
        />
        <Chips
          label="絞り込み"
          note="会場時刻 Asia/Tokyo"
          items={[
            { to: '?day=1', label: '3月12日（金）', chosen: true },
            { to: '?day=2', label: '3月13日（土）', chosen: false },
          ]}
        />
        <Table
          caption="照会の一覧"
          columns={columns(format)}
          rows={ROWS}
          rowKey={(row) => row.code}
        />
        <Pagination next="?after=W9BA" note="3 / 148" />
      </Sample>
      <Sample name="DetailColumns, Panel, FactsSection, ShortList, Timeline" stacked>
        <DetailColumns
          main={
            <Panel
              title="患者の要点"
              mark={<Pill tone="info">非識別化済み</Pill>}
              note="確認 事務局 10月3日"
            >
              <p>
                労作時息切れ（NYHA III）が4か月前から増悪。経胸壁心エコーで弁口面積 0.7
                cm²、平均圧較差 52 mmHg、左室駆出率 48 %。
              </p>
            </Panel>
          }
          facts={
            <>
              <FactsSection title="参加団体">
                <ShortList
                  items={[
                    {
                      key: 'a',
                      what: (
                        <>
                          <Monogram text="心" hue={255} />
                          あおぞら循環器学会
                        </>
                      ),
                      note: '在席 2',
                    },
                    {
                      key: 'b',
                      what: (
                        <>
                          <Monogram text="青" hue={15} />
                          青葉総合医療センター
                        </>
                      ),
                      note: '在席 1',
                    },
                  ]}
                />
              </FactsSection>
              <FactsSection title="経過">
                <Timeline
                  items={[
                    {
                      key: '3',
                      at: '今日 09:12',
                      what: '「関心あり」と回答し、臨床情報を開示',
                      who: '森 直子',
                      current: true,
                    },
                    { key: '2', at: '10月3日 16:40', what: '貴院へ照会' },
                    { key: '1', at: '10月2日 20:31', what: '紹介元が申請、同意書を受領' },
                  ]}
                />
              </FactsSection>
            </>
          }
        />
      </Sample>
      <Sample name="EdgeList, Notice, EmptyState" stacked>
        <EdgeList
          items={[
            {
              key: '1',
              to: '/dev/ui',
              capability: 'referrals',
              title: 'K7QF-2M9X の概要を公開する',
              detail: '心臓外科、17:00までに確認',
              end: <Pill tone="waiting">今日</Pill>,
            },
            {
              key: '2',
              to: '/dev/ui',
              capability: 'events',
              title: 'Programme meeting',
              detail: 'Online, 6 people',
              lead: '13:00',
              calm: true,
              lang: 'en',
            },
          ]}
        />
        <Notice title="時間割の第4版を公開しました">
          参加者には変更のあった方だけにお知らせします。
        </Notice>
        <Notice tone="good">受け入れを記録しました。</Notice>
        <Notice tone="caution" act={<Button small>確認する</Button>}>
          通訳の山本さんが二つの会場に入っています。
        </Notice>
        <Notice tone="danger">この照会の期限は過ぎています。</Notice>
        <EmptyState
          title="議論はまだありません"
          act={
            <ButtonLink to="/dev/ui" tone="primary">
              議論を始める
            </ButtonLink>
          }
        >
          このプロジェクトの参加団体と事務局だけが読み書きできます。
        </EmptyState>
      </Sample>
    </>
  );
}
