import { LANG_TAGS } from '#app/i18n/lang.ts';
import { FactsList, Icon, VisuallyHidden } from '#app/ui/index.ts';
import type { Answer } from '#server/forum.ts';
import own from './consent.module.css';

export type Sheet = Answer<'referrals.consentPaper'>;

/** A consent as it is read and signed, in its own language; prints as one paper. */
export function ConsentSheet({ sheet, yes, no }: { sheet: Sheet; yes: string; no: string }) {
  const { stages, agreed } = sheet;
  return (
    <article className={own.sheet} lang={LANG_TAGS[sheet.lang]}>
      <h2>{sheet.title}</h2>
      <FactsList layout="columns" facts={sheet.facts.filter(({ value }) => value !== '')} />
      {sheet.lead && <p>{sheet.lead}</p>}
      {sheet.parts.map(({ key, title, text }) => (
        <section key={key}>
          <h3>{title}</h3>
          <p>{text}</p>
          {key === 'recipients' && stages && <Stages stages={stages} />}
        </section>
      ))}
      <section>
        <h3>{agreed.title}</h3>
        <ul className={own.agreed}>
          {agreed.items.map(({ cover, text, agreed: on }) => (
            <li key={cover} data-on={on ? '' : undefined}>
              <span className={own.box} lang="">
                {on && <Icon name="check" size={14} label={yes} />}
                {!on && <VisuallyHidden>{no}</VisuallyHidden>}
              </span>
              {text}
            </li>
          ))}
        </ul>
        <p className={own.statement}>{sheet.statement}</p>
        {sheet.explained && <p>{sheet.explained}</p>}
      </section>
      <dl className={own.blanks}>
        {sheet.sign.map((label) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd />
          </div>
        ))}
      </dl>
    </article>
  );
}

function Stages({ stages }: { stages: NonNullable<Sheet['stages']> }) {
  return (
    <table className={own.stages}>
      <caption>{stages.title}</caption>
      <thead>
        <tr>
          {stages.columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {stages.rows.map(({ key, who, what }) => (
          <tr key={key}>
            <th scope="row">{who}</th>
            <td>{what}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
