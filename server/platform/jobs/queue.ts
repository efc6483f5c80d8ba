import type { z } from 'zod';

/** A kind of work done after the commit. Its data are ids and words: they are stored in clear. */
export type Queue<Data extends object = any> = {
  name: string;
  data: z.ZodType<Data>;
  /** How often a job is tried again before it is put aside as dead. */
  retries: number;
  /** The first pause; each further one is about twice as long. */
  retryDelaySeconds: number;
};

export type JobContext = {
  jobId: string;
  /** 0 for the first try. A job may run more than once; its handler must bear that. */
  attempt: number;
  /** Raised when the job was taken away (given up for dead) or the process must end. */
  signal: AbortSignal;
};

export type Worker<Data extends object = any> = {
  queue: Queue<Data>;
  run: (data: Data, context: JobContext) => Promise<void>;
  concurrency?: number;
};

/** `cron` is a five-field expression in the given zone. */
export type Schedule<Data extends object = any> = {
  queue: Queue<Data>;
  cron: string;
  timeZone: string;
  data: Data;
};

/** Declares a queue: `capability.noun`, the schema of its data, and how patient it is. */
export function defineQueue<Data extends object>(
  name: string,
  shape: { data: z.ZodType<Data>; retries?: number; retryDelaySeconds?: number },
): Queue<Data> {
  if (!/^[a-z][\w.-]{0,60}$/i.test(name)) throw new Error(`${name} cannot name a queue`);
  return {
    name,
    data: shape.data,
    retries: shape.retries ?? 5,
    retryDelaySeconds: shape.retryDelaySeconds ?? 5,
  };
}

/** Where jobs of a queue end that failed every try, for people to look at. */
export function deadQueueName(queue: Queue): string {
  return `${queue.name}.dead`;
}
