import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** Counters of the process, for Prometheus on a private port. No label comes from a user's input. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 20 });
  const registers = [registry];
  const useCases = new Histogram({
    name: 'forum_use_case_seconds',
    help: 'Time of use cases by name and outcome',
    labelNames: ['name', 'outcome'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers,
  });
  const denials = new Counter({
    name: 'forum_denials_total',
    help: 'Refusals by action',
    labelNames: ['action'],
    registers,
  });
  const sockets = new Gauge({ name: 'forum_sockets', help: 'Open sockets', registers });
  const swept = new Counter({
    name: 'forum_log_swept_total',
    help: 'Log events found by the sweep: their notice was lost',
    registers,
  });
  const requests = new Counter({
    name: 'forum_http_requests_total',
    help: 'HTTP responses by status class',
    labelNames: ['class'],
    registers,
  });
  return {
    registry,
    sockets,
    swept,
    response: (status: number) => requests.inc({ class: `${Math.floor(status / 100)}xx` }),
    denied: (action: string) => denials.inc({ action }),
    useCase: (name: string) => {
      const end = useCases.startTimer({ name });
      return (outcome: string) => void end({ outcome });
    },
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
