/**
 * The name of a record in addresses: its English title in plain letters, or its kind, and the last
 * eight characters of its id, so that two of one title do not meet.
 */
export function slugFor(
  title: { en?: string | null | undefined },
  kind: string,
  id: string,
): string {
  const plain = (title.en ?? '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
  return `${plain || kind}-${id.slice(-8)}`;
}
