import { useNavigate } from '@remix-run/react';
import { useEffect, type ReactNode } from 'react';
import { useT } from '#app/i18n/use-t.ts';
import { Dialog } from '#app/ui/index.ts';

/** A route that opens over the page it belongs to; without scripts it stands on that page. */
export function RouteDialog({
  id,
  title,
  closeTo,
  acts,
  children,
}: {
  id: string;
  title: string;
  closeTo: string;
  acts?: ReactNode;
  children: ReactNode;
}) {
  const t = useT('words');
  const navigate = useNavigate();
  useEffect(() => {
    const dialog = document.getElementById(id);
    if (!(dialog instanceof HTMLDialogElement) || dialog.matches(':modal')) return;
    // Not close(): that would tell the listener below that the reader closed it.
    dialog.removeAttribute('open');
    dialog.showModal();
  }, [id]);
  return (
    <Dialog
      id={id}
      title={title}
      closeLabel={t('close')}
      acts={acts}
      open
      onClose={() => navigate(closeTo, { preventScrollReset: true })}
    >
      {children}
    </Dialog>
  );
}
