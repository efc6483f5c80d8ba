/** An address for an event: its English title in plain letters, and four characters of its id. */
export function slugFor(title: { en?: string | undefined }, kind: string, id: string): string {
  const plain = (title.en ?? '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
  return `${plain || kind}-${id.slice(-4)}`;
}
