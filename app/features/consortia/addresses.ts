/** Where the screens of applications live. */
export const CONSORTIA = '/discussions/consortia';

export function consortiumAddress(id: string): string {
  return `${CONSORTIA}/${id}`;
}
/** The same page with members who could take a role. */
export function candidatesAddress(id: string, roleId: string): string {
  return `${consortiumAddress(id)}?role=${roleId}#candidates`;
}
export function beginAddress(of: { programme: string } | { project: string }): string {
  return `${CONSORTIA}/new?${new URLSearchParams(of)}`;
}
