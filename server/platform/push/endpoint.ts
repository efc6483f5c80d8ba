import { BlockList, isIP, isIPv4 } from 'node:net';

const MOST_CHARACTERS = 1000;

/** Networks that are nobody's push service: this machine, this house, and what is set aside. */
const inside = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(network, bits, 'ipv4');

/** Whether an address is one of the open internet; of IPv6 only the global unicast that is no tunnel. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !inside.check(address, 'ipv4');
  if (isIP(address) !== 6) return false;
  return global.check(address, 'ipv6') && !tunnels.check(address, 'ipv6');
}
const global = new BlockList();
global.addSubnet('2000::', 3, 'ipv6');
const tunnels = new BlockList();
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const)
  tunnels.addSubnet(network, bits, 'ipv6');

/**
 * Whether a browser's push endpoint may be called: https at the usual port, a host that is a name. To
 * where the name leads is looked at when it is called. A demo also calls this machine, without https.
 */
export function isEndpoint(text: string, mode: 'demo' | 'production'): boolean {
  if (text.length > MOST_CHARACTERS || !URL.canParse(text)) return false;
  const { protocol, username, password, hostname, port } = new URL(text);
  if (username || password) return false;
  if (mode === 'demo' && protocol === 'http:') return isLoopback(hostname);
  const host = hostname.replace(/^\[|\]$/g, '');
  return protocol === 'https:' && port === '' && isIP(host) === 0 && host.includes('.');
}

export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1';
}
