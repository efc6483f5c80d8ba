import type { IconName } from '#app/ui/index.ts';
import type { NavItem } from './shell-data.ts';

/** How a place is drawn; its word is `nav.<key>`. */
export const PLACE_ICONS: Record<NavItem['key'], IconName> = {
  home: 'house',
  discussions: 'message-circle',
  messages: 'mail',
  events: 'calendar',
  meetings: 'handshake',
  referrals: 'heart-pulse',
  library: 'book-open',
  members: 'building',
  moderation: 'shield-check',
};

const BAR_PLACES = 4;
const BAR_ORDER: NavItem['key'][] = ['home', 'discussions', 'referrals', 'events'];

/** On a phone: the four places of the bottom bar, and those behind "more". */
export function splitForBar(nav: readonly NavItem[]): { bar: NavItem[]; rest: NavItem[] } {
  const first = BAR_ORDER.flatMap((key) => nav.find((item) => item.key === key) ?? []);
  const others = nav.filter((item) => !first.includes(item));
  const all = [...first, ...others];
  return { bar: all.slice(0, BAR_PLACES), rest: all.slice(BAR_PLACES) };
}
