import type { RenderMail } from '#server/platform/mail/worker.ts';

/** Renders a mail. React Email takes a second and 40 MB to load, so it comes with the first mail. */
export const renderMail: RenderMail = async (...mail) => {
  const { composeMail } = await import('./compose.tsx');
  return composeMail(...mail);
};
