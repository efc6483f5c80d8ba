import type { Format } from '#server/platform/i18n/format.ts';
import {
  Avatar,
  Count,
  DaySeparator,
  FactsList,
  Figures,
  Icon,
  Meter,
  Money,
  Monogram,
  Pill,
  ProgressSteps,
  Time,
  TimeSpan,
  UnreadSeparator,
  Withheld,
} from '#app/ui/index.ts';
import { ICON_NAMES } from '#app/ui/icons/icon-names.ts';
import { Sample } from './sample.tsx';

const HUES = [255, 190, 300, 15, 85, 230, 155, 340];
const AT = '2026-03-14T05:00:00Z';

export function Marks({ format }: { format: Format }) {
  return (
    <>
      <Sample name="Pill, Count">
        <Pill>下書き</Pill>
        <Pill tone="info">非識別化済み</Pill>
        <Pill tone="waiting">回答を待っています</Pill>
        <Pill tone="good" icon="check">
          受入決定
        </Pill>
        <Pill tone="caution">あと2日</Pill>
        <Pill tone="danger">期限切れ</Pill>
        <Count value={5} label="対応待ち 5件" />
        <Count value={128} badge label="未読 128件" />
      </Sample>
      <Sample name="Monogram, Avatar">
        {HUES.map((hue, i) => (
          <Monogram key={hue} text={'心青東Ｂ事医学保'[i]!} hue={hue} size={32} />
        ))}
        {HUES.slice(0, 4).map((hue, i) => (
          <Avatar key={hue} name={['森 直子', '佐藤 恵', 'Nattaya', '岡田'][i]!} hue={hue} />
        ))}
      </Sample>
      <Sample name="Time, TimeSpan, Money" stacked>
        <p>
          <Time at={AT} format={format} />
        </p>
        <p>
          <Time at={AT} format={format} zone="Asia/Bangkok" />
        </p>
        <p>
          <TimeSpan from={AT} to="2026-03-14T07:30:00Z" format={format} />
        </p>
        <p>
          <Money amount={{ minor: 4800000, currency: 'JPY' }} format={format} /> ・{' '}
          <Money amount={{ minor: 3250050, currency: 'USD' }} format={format} />
        </p>
      </Sample>
      <Sample name="ProgressSteps, Meter" stacked>
        <ProgressSteps
          label="開示の段階"
          steps={[
            { key: 'a', title: '概要', note: '非識別の要点', state: 'done' },
            { key: 'b', title: '臨床情報', note: '関心を示した施設に開示中', state: 'current' },
            { key: 'c', title: '本人情報', note: '受入決定後', state: 'ahead' },
            { key: 'd', title: '帰国後', note: '返書と経過', state: 'ahead' },
          ]}
        />
        <Meter label="賛成" value={3} max={5} note="3 / 5 団体" />
        <Meter label="保留" value={1} max={5} note="1 団体" tone="quiet" />
      </Sample>
      <Sample name="FactsList, Withheld" stacked>
        <FactsList
          layout="columns"
          facts={[
            { label: '年齢層・性別', value: '60–64 歳　男性' },
            { label: '居住地域', value: 'モンゴル' },
            { label: '傷病群（ICD-10）', value: 'I30–I52　その他の型の心疾患' },
            { label: '氏名', value: <Withheld>受入決定後に開示</Withheld> },
          ]}
        />
        <FactsList
          facts={[
            { label: 'プロジェクト', value: <a href="#content">タイ 呼吸器CT-AI</a> },
            { label: '公開範囲', value: '参加団体と事務局' },
          ]}
        />
      </Sample>
      <Sample name="Figures, DaySeparator, UnreadSeparator" stacked>
        <Figures
          figures={[
            { value: '3', label: '公開を待つ患者紹介', note: '最長 5時間' },
            { value: '218 / 300', label: '第12回シンポジウム', note: '月曜から +14' },
            { value: '94 %', label: '期限内に終えた仕事' },
          ]}
        />
        <DaySeparator>11月19日（木）</DaySeparator>
        <UnreadSeparator>ここから未読 3件</UnreadSeparator>
      </Sample>
      <Sample name="Icon">
        {ICON_NAMES.map((name) => (
          <span key={name} title={name}>
            <Icon name={name} size={20} />
          </span>
        ))}
      </Sample>
    </>
  );
}
