import { describe, expect, test } from 'vitest';
import { isEndpoint, isPublicAddress } from './endpoint.ts';

describe('an endpoint', () => {
  test.each([
    'https://fcm.googleapis.com/fcm/send/abc',
    'https://updates.push.services.mozilla.com/wpush/v2/abc',
    'https://web.push.apple.com/abc',
  ])('of a push service is good: %s', (endpoint) => {
    expect(isEndpoint(endpoint, 'production')).toBe(true);
    expect(isEndpoint(endpoint, 'demo')).toBe(true);
  });

  test.each([
    'http://fcm.googleapis.com/x',
    'http://localhost:9/x',
    'https://localhost/x',
    'https://127.0.0.1/x',
    'https://[::1]/x',
    'https://2130706433/x',
    'https://10.0.0.5/x',
    'https://intranet/x',
    'https://push.example:8443/x',
    'https://user:secret@push.example/x',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'nonsense',
    `https://push.example/${'x'.repeat(1000)}`,
  ])('is refused in production: %s', (endpoint) => {
    expect(isEndpoint(endpoint, 'production')).toBe(false);
  });

  test('without https is one of this machine, in a demo alone', () => {
    expect(isEndpoint('http://127.0.0.1:4000/x', 'demo')).toBe(true);
    expect(isEndpoint('http://push.example/x', 'demo')).toBe(false);
  });
});

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.31.255.255',
  '192.168.0.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  'fe80::1',
  'fd00::1',
  '::ffff:127.0.0.1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '2001:db8::1',
  'name.example',
])('%s is no address of the open internet', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});
test.each(['8.8.8.8', '172.32.0.1', '2a00:1450:4001::1', '2606:4700::1111'])(
  '%s is one',
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);
