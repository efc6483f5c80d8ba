import type { ConnectionState } from '#app/realtime/connection.ts';
import { useLocation } from '@remix-run/react';
import { ButtonLink, Notice } from '#app/ui/index.ts';
import { DISCUSSIONS } from './addresses.ts';
import type { Discuss } from './words.ts';

/** Says when news do not come as they should, what is safe, and what to do. */
export function ConnectionNotice({
  state,
  left,
  t,
}: {
  state: ConnectionState | 'closed';
  /** What is said, and where one goes, once this is no longer one's own; else it is a project's. */
  left?: { text: string; to: string; toText: string } | undefined;
  t: Discuss;
}) {
  const { pathname, search } = useLocation();
  if (state === 'closed') {
    return (
      <Notice
        tone="danger"
        act={
          <ButtonLink small to={left?.to ?? DISCUSSIONS}>
            {left?.toText ?? t('net.toList')}
          </ButtonLink>
        }
      >
        {left?.text ?? t('net.closed')}
      </Notice>
    );
  }
  if (state === 'ended') {
    return (
      <Notice
        tone="danger"
        act={
          <ButtonLink
            small
            to={`/sign-in?next=${encodeURIComponent(pathname + search)}`}
            reloadDocument
          >
            {t('net.signIn')}
          </ButtonLink>
        }
      >
        {t('net.ended')}
      </Notice>
    );
  }
  return (
    <div role="status">
      {state === 'offline' && <Notice tone="caution">{t('net.offline')}</Notice>}
      {state === 'reduced' && <Notice>{t('net.reduced')}</Notice>}
    </div>
  );
}
