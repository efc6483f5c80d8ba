import type { Device } from '#server/account/device.ts';
import type { T } from '#app/i18n/use-t.ts';
import { Icon } from '#app/ui/index.ts';

const ON_A_HAND = new Set(['iPhone', 'iPad', 'Android']);

/** "Firefox on Windows", or as much of it as is known. */
export function deviceName({ browser, system }: Device, t: T<'settings'>): string {
  return browser && system
    ? t('sessions.device', { browser, system })
    : (browser ?? system ?? t('sessions.unknown'));
}

export function DeviceIcon({ device }: { device: Device }) {
  return <Icon name={ON_A_HAND.has(device.system ?? '') ? 'smartphone' : 'monitor'} />;
}
