import { Form, isRouteErrorResponse, useRouteError, useRouteLoaderData } from '@remix-run/react';
import { useSyncExternalStore } from 'react';
import { translate, type Dictionary } from '#server/platform/i18n/translate.ts';
import { useNext } from './bar.tsx';
import type { ErrorPageData } from '#app/page.ts';
import { Button, ButtonLink, CopyButton, FactsList, Notice, Page } from '#app/ui/index.ts';
import { label } from '#app/i18n/label.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import styles from './error-page.module.css';
import type { RootData } from './shell-data.ts';

const KNOWN = new Set([401, 403, 404, 409, 413, 422, 429, 500, 503]);
/** Where opening the page again may well help. */
const RELOADABLE = new Set([409, 429, 500, 503]);

/** What happened, what is safe, what to do: for every refusal and fault that reaches the page. */
export function ErrorPage() {
  const error = useRouteError();
  const t = useT('shell');
  const here = useNext();
  const root = useRouteLoaderData('root') as { data: RootData } | undefined;
  if (!isRouteErrorResponse(error) || !hasStrings(error.data)) {
    return (
      <Crash status={isRouteErrorResponse(error) ? error.status : undefined} t={t} known={!!root} />
    );
  }
  const status = KNOWN.has(error.status) ? error.status : 500;
  const { message, requestId, strings, elsewhere } = error.data;
  const words = (JSON.parse(strings) as { refusals: Dictionary }).refusals;
  const say = (key: string, params?: Record<string, string>) => translate(words, key, params);
  return (
    <Page width="reading">
      <Offline t={t} />
      <div className={styles.words}>
        <p className={styles.status}>{status}</p>
        <h1>{say(`${status}.title`)}</h1>
        <p>{status === 404 ? say('404.happened') : (message ?? say(`${status}.happened`))}</p>
      </div>
      <FactsList
        facts={[
          { label: say('page.safe'), value: say(`${status}.safe`) },
          ...(message && status !== 404
            ? []
            : [{ label: say('page.next'), value: say(`${status}.next`) }]),
          ...(status === 500
            ? [
                {
                  label: say('page.reference'),
                  value: <Reference id={requestId} hint={say('page.referenceHint')} t={t} />,
                },
              ]
            : []),
        ]}
      />
      {elsewhere.length > 0 && (
        <Notice tone="info" title={say('404.elsewhere')}>
          <OpenAs organisations={elsewhere} here={here} say={say} />
        </Notice>
      )}
      <div className={styles.acts}>
        {RELOADABLE.has(status) && (
          <ButtonLink to={here} reloadDocument tone="primary">
            {say('page.reload')}
          </ButtonLink>
        )}
        {status === 401 && (
          <ButtonLink to={`/sign-in?next=${encodeURIComponent(here)}`} tone="primary">
            {say('page.signIn')}
          </ButtonLink>
        )}
        <ButtonLink to="/" reloadDocument={status === 500}>
          {say('page.home')}
        </ButtonLink>
      </div>
    </Page>
  );
}

/** The way to a page that is open to another organisation of the reader's: to act for that one. */
function OpenAs({
  organisations,
  here,
  say,
}: {
  organisations: ErrorPageData['elsewhere'];
  here: string;
  say: (key: string, params?: Record<string, string>) => string;
}) {
  const lang = useLang();
  return (
    <div className={styles.acts}>
      {organisations.map(({ id, name }) => (
        <Form key={id} method="post" action="/acting" reloadDocument>
          <input type="hidden" name="orgId" value={id} />
          <input type="hidden" name="next" value={here} />
          <Button type="submit">{say('404.openAs', { name: label(name, lang) })}</Button>
        </Form>
      ))}
    </div>
  );
}

function Reference({
  id,
  hint,
  t,
}: {
  id: string;
  hint: string;
  t: ReturnType<typeof useT<'shell'>>;
}) {
  return (
    <>
      <span className={styles.reference}>
        <code>{id}</code>
        <CopyButton text={id} label={t('copy')} done={t('copied')} />
      </span>
      <small className={styles.hint}>{hint}</small>
    </>
  );
}

// A fault in the page itself: only the frame's own words are at hand, or not even those.
function Crash({
  status,
  known,
  t,
}: {
  status: number | undefined;
  known: boolean;
  t: ReturnType<typeof useT<'shell'>>;
}) {
  const here = useNext();
  const say = (key: 'title' | 'text' | 'reload') => (known ? t(`crash.${key}`) : BARE_WORDS[key]);
  return (
    <Page width="reading">
      {known && <Offline t={t} />}
      <div className={styles.words}>
        {status && <p className={styles.status}>{status}</p>}
        <h1>{say('title')}</h1>
        <p>{say('text')}</p>
      </div>
      <div className={styles.acts}>
        <ButtonLink to={here} reloadDocument tone="primary">
          {say('reload')}
        </ButtonLink>
      </div>
    </Page>
  );
}

const BARE_WORDS = {
  title: 'ただいま表示できません / This page cannot be shown',
  text: '保存した内容は変わっていません。What you saved is unchanged. 已保存的内容没有变化。저장하신 내용은 그대로입니다.',
  reload: '開き直す / Reload',
};

function Offline({ t }: { t: ReturnType<typeof useT<'shell'>> }) {
  const online = useSyncExternalStore(
    listen,
    () => navigator.onLine,
    () => true,
  );
  if (online) return null;
  return (
    <Notice tone="caution" title={t('offline')}>
      {t('offlineHint')}
    </Notice>
  );
}

function listen(changed: () => void): () => void {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
}

function hasStrings(data: unknown): data is ErrorPageData {
  return typeof (data as ErrorPageData | null)?.strings === 'string';
}
