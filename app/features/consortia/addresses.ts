/** Where the screens of applications live. */
export const CONSORTIA = '/discussions/consortia';

export function consortiumAddress(id: string): string {
  return `${CONSORTIA}/${id}`;
}
/** Everything of an application as one file, which no page of the forum is. */
export function folderAddress(id: string): string {
  return `/files/consortia/${id}`;
}
/** The same page with members who could take a role. */
export function candidatesAddress(id: string, roleId: string): string {
  return `${consortiumAddress(id)}?role=${roleId}#candidates`;
}
export function beginAddress(of: { programme: string } | { project: string }): string {
  return `${CONSORTIA}/new?${new URLSearchParams(of)}`;
}
