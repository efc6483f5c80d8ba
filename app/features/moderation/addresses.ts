/** Where the secretariat's tools live. */
export const MODERATION = '/moderation';

export function reportAddress(reportId: string): string {
  return `${MODERATION}/reports/${reportId}`;
}
