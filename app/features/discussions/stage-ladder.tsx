import type { Label } from '#server/discussions/views.ts';
import { LabelText } from '#app/i18n/label-text.tsx';
import { label } from '#app/i18n/label.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import styles from './projects.module.css';

/** How far a project has come: a step for each stage, the present one in words. */
export function StageLadder({
  stages,
  now,
}: {
  stages: readonly { code: string; labels: Label }[] | null;
  now: string;
}) {
  const t = useT('discussions');
  const lang = useLang();
  const at = stages?.findIndex((stage) => stage.code === now) ?? -1;
  if (!stages || at < 0) return null;
  return (
    <div className={styles.ladder}>
      <ol role="list" aria-label={t('project.stages')}>
        {stages.map((stage, i) => (
          <li
            key={stage.code}
            title={label(stage.labels, lang)}
            data-state={i < at ? 'done' : i === at ? 'current' : 'ahead'}
            aria-current={i === at ? 'step' : undefined}
          >
            <span>
              <LabelText of={stage.labels} lang={lang} />
            </span>
          </li>
        ))}
      </ol>
      <p>
        <strong>
          <LabelText of={stages[at]!.labels} lang={lang} />
        </strong>
        <span>{t('project.stageOf', { n: at + 1, of: stages.length })}</span>
      </p>
    </div>
  );
}
