import { resolve } from 'node:path';
import { z } from 'zod';
import { placeOf } from './files/scanner.ts';
import type { VapidKeys } from './push/index.ts';

const integer = (fallback: number, min: number, max: number) =>
  z.coerce.number().int().min(min).max(max).default(fallback);
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  );

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

/** Every setting the process reads from its environment, with defaults and limits. */
const Environment = z.object({
  FORUM_MODE: z.enum(['demo', 'production']).optional(),
  PORT: integer(3000, 0, 65535),
  HOST: z.string().default('127.0.0.1'),
  /** What people type to reach the forum; required in production, there it must be https. */
  APP_ORIGIN: z.url().optional(),
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: z.string().optional(),
  DATABASE_MIGRATE_URL: z.string().optional(),
  DATABASE_POOL: integer(10, 2, 200),
  KEYRING_FILE: z.string().optional(),
  SMTP_URL: z.string().optional(),
  /** The virus scanner: `unix:/run/clamav/clamd.ctl`, `host:3310`, or `none`. */
  CLAMD: z
    .string()
    .refine((text) => text === 'none' || placeOf(text) !== null, {
      message: 'write unix:/path/of/clamd.ctl, host:3310 or none',
    })
    .optional(),
  MAIL_FROM: z.string().default('MEJ Forum <forum@mej.example>'),
  /** The keys that pushes are signed with; without them they are made and kept in the data folder. */
  VAPID_PUBLIC_KEY: z
    .string()
    .regex(/^[\w-]{87}$/)
    .optional(),
  VAPID_PRIVATE_KEY: z
    .string()
    .regex(/^[\w-]{43}$/)
    .optional(),
  /** A server that speaks LibreTranslate's HTTP, and the key that it may ask for; without one no text leaves. */
  TRANSLATION_URL: z.url({ protocol: /^https?$/ }).optional(),
  TRANSLATION_KEY: z.string().optional(),
  /** Peers whose X-Forwarded-* headers are believed, as addresses, comma-separated. */
  TRUSTED_PROXIES: list,
  SECOND_FACTOR: z.enum(['required', 'whenEnrolled']).optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  METRICS_PORT: integer(0, 0, 65535).optional(),
  /** Multiplies the rate limits, for load tests; refused in production. */
  LIMITS_SCALE: z.coerce.number().min(1).max(100_000).default(1),
  FORUM_DEV: flag.default(false),
});

export type Config = {
  mode: 'demo' | 'production';
  port: number;
  host: string;
  origin: string | undefined;
  dataDir: string;
  databaseUrl: string | undefined;
  migrateUrl: string | undefined;
  pool: number;
  keyringFile: string;
  smtpUrl: string | undefined;
  /** Where clamd listens; without one files are not scanned, and the forum says so. */
  clamd: string | undefined;
  mailFrom: string;
  vapid: VapidKeys | undefined;
  translation: { url: string; key: string | undefined } | undefined;
  trustedProxies: string[];
  secondFactor: 'required' | 'whenEnrolled';
  logLevel: string;
  metricsPort: number | undefined;
  limitsScale: number;
  development: boolean;
};

/**
 * Reads the configuration, or throws one error that lists every fault in plain words.
 * A forum on a foreign database or an open address must say which mode it is in (a demo has
 * published passwords).
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const parsed = Environment.safeParse(dropEmpty(env));
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    );
  }
  const e = parsed.data;
  const faults: string[] = [];
  const exposed = !LOOPBACK.includes(e.HOST);
  if (!e.FORUM_MODE && (e.DATABASE_URL || exposed)) {
    faults.push(
      `FORUM_MODE: set it to "production" (or "demo" for a trial on this machine) because ` +
        `${e.DATABASE_URL ? 'DATABASE_URL' : 'HOST'} is set.`,
    );
  }
  const mode = e.FORUM_MODE ?? 'demo';
  if (mode === 'demo' && exposed) {
    faults.push('HOST: a demo has published passwords and is served on loopback addresses only.');
  }
  if (mode === 'demo' && e.DATABASE_URL && !LOOPBACK.includes(hostOf(e.DATABASE_URL))) {
    faults.push('DATABASE_URL: a demo keeps to a database on this machine.');
  }
  if (mode === 'production') {
    if (!e.APP_ORIGIN)
      faults.push('APP_ORIGIN: required in production, e.g. https://forum.example.');
    else if (!e.APP_ORIGIN.startsWith('https://'))
      faults.push('APP_ORIGIN: must be https in production.');
    if (e.LIMITS_SCALE !== 1) faults.push('LIMITS_SCALE: refused in production.');
    if (!e.SMTP_URL)
      faults.push('SMTP_URL: required in production, e.g. smtps://user:secret@mail.example.');
  }
  if (mode === 'production' && !e.CLAMD) {
    faults.push(
      'CLAMD: required in production, e.g. unix:/run/clamav/clamd.ctl; "none" if files shall not be scanned.',
    );
  }
  if (e.DATABASE_URL && !e.DATABASE_MIGRATE_URL) {
    faults.push(
      'DATABASE_MIGRATE_URL: the owner connection for migrations is required beside DATABASE_URL.',
    );
  }
  if (!e.VAPID_PUBLIC_KEY !== !e.VAPID_PRIVATE_KEY) {
    faults.push('VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY: set both or neither.');
  }
  if (e.TRANSLATION_KEY && !e.TRANSLATION_URL) {
    faults.push('TRANSLATION_URL: the address of the server that TRANSLATION_KEY is for.');
  }
  if (
    mode === 'production' &&
    e.TRANSLATION_URL?.startsWith('http:') &&
    !LOOPBACK.includes(hostOf(e.TRANSLATION_URL))
  ) {
    faults.push('TRANSLATION_URL: must be https in production, but on this machine.');
  }
  if (faults.length > 0) throw new ConfigError(faults);
  const dataDir = resolve(e.DATA_DIR);
  return {
    mode,
    port: e.PORT,
    host: e.HOST,
    origin: e.APP_ORIGIN ? new URL(e.APP_ORIGIN).origin : undefined,
    dataDir,
    databaseUrl: e.DATABASE_URL,
    migrateUrl: e.DATABASE_MIGRATE_URL,
    pool: e.DATABASE_POOL,
    keyringFile: e.KEYRING_FILE ? resolve(e.KEYRING_FILE) : resolve(dataDir, 'keyring.json'),
    smtpUrl: e.SMTP_URL,
    clamd: e.CLAMD === 'none' ? undefined : e.CLAMD,
    mailFrom: e.MAIL_FROM,
    vapid:
      e.VAPID_PUBLIC_KEY && e.VAPID_PRIVATE_KEY
        ? { publicKey: e.VAPID_PUBLIC_KEY, privateKey: e.VAPID_PRIVATE_KEY }
        : undefined,
    translation: e.TRANSLATION_URL ? { url: e.TRANSLATION_URL, key: e.TRANSLATION_KEY } : undefined,
    trustedProxies: e.TRUSTED_PROXIES,
    secondFactor: e.SECOND_FACTOR ?? (mode === 'production' ? 'required' : 'whenEnrolled'),
    logLevel: e.LOG_LEVEL,
    metricsPort: e.METRICS_PORT || undefined,
    limitsScale: e.LIMITS_SCALE,
    development: e.FORUM_DEV,
  };
}

/** The configuration is not usable; `faults` says what to set, one line each. */
export class ConfigError extends Error {
  readonly faults: string[];
  constructor(faults: string[]) {
    super(
      `The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`,
    );
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, '') : '';
}

function dropEmpty(env: Record<string, string | undefined>) {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
}
