import { LANG_TAGS, type Lang } from '#app/i18n/lang.ts';
import styles from './event.module.css';

/** Plain prose as it was typed: paragraphs between empty lines, and lists of lines that begin with a dash. */
export function Prose({ body, lang, pageLang }: { body: string; lang: Lang; pageLang: Lang }) {
  return (
    <div className={styles.prose} lang={lang === pageLang ? undefined : LANG_TAGS[lang]}>
      {body.split(/\n{2,}/).map((block, i) => {
        const lines = block.split('\n');
        return lines.every((line) => line.startsWith('- ')) ? (
          <ul key={i}>
            {lines.map((line, k) => (
              <li key={k}>{line.slice(2)}</li>
            ))}
          </ul>
        ) : (
          <p key={i}>{block}</p>
        );
      })}
    </div>
  );
}
