import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { addressPrefix, clientAddress } from './caller.ts';

describe('the part of an address that is kept', () => {
  it.each([
    ['192.0.2.17', '192.0.2.0/24'],
    ['::ffff:192.0.2.17', '192.0.2.0/24'],
    ['192.0.2.17:49152', '192.0.2.0/24'],
    ['2001:db8:7:1::5', '2001:db8:7::/48'],
    ['[2001:db8:7:1::5]:443', '2001:db8:7::/48'],
    ['2001:db8::5', '2001:db8:0::/48'],
    ['2001:DB8:0:9:0:0:0:5', '2001:db8:0::/48'],
    ['::1', '0:0:0::/48'],
    ['fe80::1%eth0', 'fe80:0:0::/48'],
    ['_hidden, "x"', 'unknown'],
    ['', 'unknown'],
    [undefined, 'unknown'],
  ])('of %s is %s', (address, prefix) => {
    expect(addressPrefix(address)).toBe(prefix);
  });
});

describe('whoever asks', () => {
  const request = (peer: string, forwarded?: string) =>
    ({
      socket: { remoteAddress: peer },
      headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
    }) as unknown as IncomingMessage;
  const proxies = new Set(['10.0.0.1']);

  it('behind a proxy of ours is the address that the proxy added last', () => {
    const found = clientAddress(request('::ffff:10.0.0.1', '203.0.113.9, 192.0.2.17'), proxies);
    expect(found).toBe('192.0.2.17');
  });

  it('is the peer where the peer is no proxy of ours, whatever it says', () => {
    expect(clientAddress(request('198.51.100.4', '192.0.2.17'), proxies)).toBe('198.51.100.4');
  });

  it('is the proxy itself where it says nothing', () => {
    expect(clientAddress(request('10.0.0.1'), proxies)).toBe('10.0.0.1');
  });
});
