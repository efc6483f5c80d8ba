import { join } from 'node:path';
import { refuseBarred, type Translator } from './discussions/index.ts';
import { capabilities } from './forum.ts';
import { createReader, type Batch } from './platform/channels/reader.ts';
import type { KeyRing } from './platform/crypto/index.ts';
import { createPrinter } from './platform/documents/index.ts';
import { clamd, createFiles, createWorkbench, localFileStore } from './platform/files/index.ts';
import { openDatabase } from './platform/database/transaction.ts';
import { createKernel, type Capability, type Kernel } from './platform/kernel.ts';
import type { Log } from './platform/log.ts';
import { createMetrics } from './platform/metrics.ts';
import { createSessions, type Run } from './platform/sessions.ts';

export type OpenOptions = {
  /** The application role's connection. */
  databaseUrl: string;
  pool: number;
  keyRing: KeyRing;
  dataDir: string;
  /** Where clamd listens; left out, files are not scanned. */
  clamd?: string | undefined;
  mode: 'demo' | 'production';
  secondFactor: 'required' | 'whenEnrolled';
  limitsScale: number;
  log: Log;
  origin: () => string;
  secure: boolean;
  /** What browsers subscribe to for pushes; left out: this forum pushes nothing. */
  pushKey?: string;
  /** What puts texts into other languages; left out: none leaves this forum. */
  translator?: Translator | null;
  /** Where the log reader hands its events; a process without listeners leaves it out. */
  deliver?: (batch: Batch) => Promise<void>;
};

const STATEMENT_TIMEOUT_MS = 10_000;

export type OpenForum = ReturnType<typeof openForum>;

/**
 * The forum on its ground, without doors: database, kernel, log reader, sessions. The process puts
 * doors before it; tests and commands use it as it is.
 */
export function openForum(options: OpenOptions) {
  const database = openDatabase(options.databaseUrl, {
    max: options.pool,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
  });
  const run: Run = async (text, values, name) => {
    const answer = await database.pool.query({ text, values, ...(name ? { name } : {}) });
    return { rows: answer.rows, count: answer.rowCount ?? 0 };
  };
  const anchorsFolder = join(options.dataDir, 'audit-anchors');
  const metrics = createMetrics();
  const fileStore = localFileStore(join(options.dataDir, 'files'));
  const files = createFiles({
    store: fileStore,
    ring: options.keyRing,
    workbench: createWorkbench(),
    scanner: options.clamd ? clamd(options.clamd) : null,
  });
  const printer = createPrinter();
  const kernel: Kernel = createKernel(capabilities, {
    database,
    services: {
      mode: options.mode,
      origin: options.origin,
      limitsScale: options.limitsScale,
      keyRing: options.keyRing,
      files,
      printer,
      pushKey: options.pushKey ?? null,
      translator: options.translator ?? null,
      anchorsFolder,
      devMailFolder: join(options.dataDir, 'outbox'),
      kernel: () => kernel,
      reader: () => reader,
    },
    log: options.log,
    metrics,
    secondFactor: options.secondFactor,
    limitsScale: options.limitsScale,
    refuseWords: refuseBarred,
  });
  const reader = createReader({
    database,
    url: options.databaseUrl,
    hydrate: Object.assign(
      {},
      ...Object.values<Capability>(capabilities).map((each) => each.hydrate ?? {}),
    ),
    log: options.log,
    metrics,
    deliver: options.deliver ?? (async () => undefined),
  });
  const sessions = createSessions(run, options.secure);
  const translator = options.translator ?? null;
  return {
    database,
    run,
    metrics,
    kernel,
    reader,
    sessions,
    files,
    fileStore,
    printer,
    translator,
    anchorsFolder,
  };
}
