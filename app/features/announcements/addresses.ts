export const ANNOUNCEMENTS = '/announcements';
export const MAINTENANCE = '/announcements/maintenance';

export function announcementAddress(id: string, part = ''): string {
  return `${ANNOUNCEMENTS}/${id}${part}`;
}
