import { parentPort } from 'node:worker_threads';
import { print, type PrintOrder } from './print.ts';

export type PressAnswer =
  { id: number; bytes: Uint8Array; missing: number } | { id: number; fault: string };

/** The thread that prints. Faults are answered by their kind only: their words may carry values. */
parentPort!.on('message', async ({ id, order }: { id: number; order: PrintOrder }) => {
  try {
    const { bytes, missing } = await print(order);
    const own = Uint8Array.from(bytes);
    parentPort!.postMessage({ id, bytes: own, missing } satisfies PressAnswer, [own.buffer]);
  } catch (error) {
    const fault = error instanceof Error ? error.name : 'Error';
    parentPort!.postMessage({ id, fault } satisfies PressAnswer);
  }
});
