import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { Transform } from 'node:stream';

/** What clamd says of a file: nothing found, or the name of what it found. */
export type ScanVerdict = { infected: false } | { infected: true; signature: string };

export type Scanner = {
  /**
   * Asks about a file.
   * @throws ScannerError where there is no verdict: not reached, too slow, or an error of its own
   */
  scan: (bytes: Readable) => Promise<ScanVerdict>;
};

export class ScannerError extends Error {
  override name = 'ScannerError';
}

const WITHIN_MS = 60_000;

/**
 * clamd over its socket: `unix:/run/clamav/clamd.ctl`, `tcp://host:3310` or `host:3310`. Its
 * `StreamMaxLength`, `MaxFileSize` and `MaxScanSize` must be at least the largest file, with
 * `AlertExceedsMax yes`: what it looked at only in part must not count as clean.
 */
export function clamd(address: string): Scanner {
  const place = placeOf(address);
  if (!place) throw new Error('not an address of clamd');
  return {
    async scan(bytes) {
      const socket = connect(place);
      socket.setTimeout(WITHIN_MS, () => socket.destroy(new Error('clamd did not answer in time')));
      try {
        await once(socket, 'connect');
        return verdictOf(await ask(socket, bytes));
      } catch (error) {
        if (error instanceof ScannerError) throw error;
        throw new ScannerError(error instanceof Error ? error.message : 'clamd failed');
      } finally {
        bytes.destroy();
        socket.destroy();
      }
    },
  };
}

/** Where clamd listens, as `net.connect` takes it; null for what is no address. */
export function placeOf(address: string): { path: string } | { host: string; port: number } | null {
  const path = /^unix:(\/.+)$/.exec(address)?.[1] ?? (address.startsWith('/') ? address : null);
  if (path) return { path };
  const parts = /^(?:tcp:\/\/)?(\[[0-9a-f:]+\]|[\w.-]+):(\d{1,5})$/i.exec(address);
  if (!parts) return null;
  return { host: parts[1]!.replace(/^\[|\]$/g, ''), port: Number(parts[2]) };
}

/** INSTREAM: each chunk behind its length, and a length of zero at the end. */
async function ask(socket: Socket, bytes: Readable): Promise<string> {
  const answer = text(socket);
  socket.write('zINSTREAM\0');
  const chunks = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(chunk.length);
      done(null, Buffer.concat([length, chunk]));
    },
    flush(done) {
      done(null, Buffer.alloc(4));
    },
  });
  // Over its limit clamd answers and closes: then the answer counts, not the broken pipe.
  const sent = pipeline(bytes, chunks, socket, { end: false }).catch((error: Error) => error);
  const words = await answer.catch(async (error: Error) => {
    throw (await sent) ?? error;
  });
  return words;
}

function verdictOf(words: string): ScanVerdict {
  const said = words.replace(/\0/g, '').trim();
  if (said === 'stream: OK') return { infected: false };
  const found = /^stream: (.+) FOUND$/.exec(said)?.[1];
  if (found) return { infected: true, signature: found };
  throw new ScannerError(said === '' ? 'clamd closed the line' : said.slice(0, 200));
}
