export const ANNOUNCEMENTS = '/announcements';

export function announcementAddress(id: string, part = ''): string {
  return `${ANNOUNCEMENTS}/${id}${part}`;
}
