import { describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';

function faultsOf(env: Record<string, string>): string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    return (error as { faults: string[] }).faults;
  }
}

const production = {
  FORUM_MODE: 'production',
  APP_ORIGIN: 'https://forum.example',
  SMTP_URL: 'smtps://mail.example',
  CLAMD: 'unix:/run/clamav/clamd.ctl',
};

describe('the configuration', () => {
  test('is a demo on loopback when nothing is set', () => {
    expect(readConfig({})).toMatchObject({
      mode: 'demo',
      host: '127.0.0.1',
      port: 3000,
      secondFactor: 'whenEnrolled',
    });
  });

  test('of a production forum asks for a second factor', () => {
    expect(readConfig(production)).toMatchObject({
      mode: 'production',
      origin: 'https://forum.example',
      secondFactor: 'required',
    });
  });

  test('names every fault at once', () => {
    const faults = faultsOf({ PORT: '70000', LOG_LEVEL: 'loud', DATABASE_POOL: 'many' });
    expect(faults).toHaveLength(3);
    expect(faults.join('\n')).toMatch(/PORT[\s\S]*DATABASE_POOL[\s\S]*LOG_LEVEL|PORT/);
  });

  test('refuses a foreign database or an open address without a mode', () => {
    const database = {
      DATABASE_URL: 'postgres://a@db.example/f',
      DATABASE_MIGRATE_URL: 'postgres://b@db.example/f',
    };
    expect(faultsOf(database)[0]).toContain('FORUM_MODE');
    expect(faultsOf({ HOST: '0.0.0.0' })[0]).toContain('FORUM_MODE');
    expect(faultsOf({ ...production, ...database, HOST: '0.0.0.0' })).toEqual([]);
  });

  test('never serves a demo beyond this machine', () => {
    expect(faultsOf({ FORUM_MODE: 'demo', HOST: '0.0.0.0' })[0]).toContain('loopback');
    expect(
      faultsOf({
        FORUM_MODE: 'demo',
        DATABASE_URL: 'postgres://a@db.example/f',
        DATABASE_MIGRATE_URL: 'postgres://b@db.example/f',
      })[0],
    ).toContain('this machine');
  });

  test('of production wants https, a mail server and true limits', () => {
    expect(faultsOf({ ...production, APP_ORIGIN: 'http://forum.example' })[0]).toContain('https');
    expect(faultsOf({ ...production, SMTP_URL: '' })[0]).toContain('SMTP_URL');
    expect(faultsOf({ ...production, LIMITS_SCALE: '10' })[0]).toContain('LIMITS_SCALE');
  });
});
