import { LabelText } from '#app/i18n/label-text.tsx';
import { useLang, type T } from '#app/i18n/use-t.ts';
import type { Answer } from '#server/forum.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import { Panel, Table, Time } from '#app/ui/index.ts';
import { kindOf } from './kind-of.ts';
import styles from './papers.module.css';

type Papers = Answer<'papers.ofCase'>;
type Packet = Papers['packets'][number];
type Props = { of: Papers; t: T<'papers'>; format: Format };

/** What hospitals were given of a case, each time it changed, with hashes to hold files against. */
export function PacketsPanel({ of, t, format }: Props) {
  const lang = useLang();
  if (of.packets.length === 0) return null;
  return (
    <Panel title={t('packets')}>
      <p className={styles.small}>{t('packets.hint')}</p>
      <ol className={styles.packets}>
        {of.packets.map((packet) => (
          <li key={packet.id}>
            <p>
              <strong>{t('packets.version', { number: packet.number })}</strong>
              {' · '}
              <LabelText of={packet.org} lang={lang} />
              {' · '}
              {t(`packets.why.${packet.why}`)}
              <span className={styles.small}>
                <Time at={packet.at} format={format} />
              </span>
            </p>
            <details>
              <summary>{t('packets.show', { number: packet.number })}</summary>
              <Hashes packet={packet} of={of} t={t} />
            </details>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Hashes({ packet, of, t }: { packet: Packet; of: Papers; t: T<'papers'> }) {
  const parts = [
    ...(['facts', 'identity', 'clinical'] as const).map((part) => ({
      id: part as string,
      name: t(`packets.part.${part}`),
      file: null as string | null,
      hash: packet[part],
    })),
    ...packet.papers.map(({ id, kind, sha256 }) => {
      const paper = of.papers.find((each) => each.id === id);
      return {
        id,
        name: paper ? kindOf(paper, t) : t(`kind.${kind}`),
        file: paper?.name ?? t('packets.removed'),
        hash: sha256,
      };
    }),
    { id: 'whole', name: t('packets.whole'), file: null, hash: packet.fingerprint },
  ];
  return (
    <Table
      caption={t('packets.version', { number: packet.number })}
      rows={parts}
      rowKey={(part) => part.id}
      columns={[
        {
          key: 'part',
          label: t('packets.column.part'),
          heads: true,
          cell: (part) => (
            <>
              {part.name}
              {part.file && <span className={styles.small}>{part.file}</span>}
            </>
          ),
        },
        {
          key: 'hash',
          label: t('packets.column.hash'),
          cell: (part) => <code className={styles.hash}>{part.hash}</code>,
        },
      ]}
    />
  );
}
