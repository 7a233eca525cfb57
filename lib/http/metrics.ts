import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { openStreamCount } from './event-stream';

/** Routes and instrumentation get separate copies of this module but share `globalThis`. */
const shared = globalThis as typeof globalThis & {
  maruMetrics?: { registry: Registry; requests: Histogram<'name' | 'status'> };
};

function metrics() {
  if (!shared.maruMetrics) {
    const registry = new Registry();
    collectDefaultMetrics({ register: registry, prefix: 'maru_' });
    const requests = new Histogram({
      name: 'maru_http_request_seconds',
      help: 'Time from a request to its answer, by operation and status',
      labelNames: ['name', 'status'] as const,
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers: [registry],
    });
    new Gauge({
      name: 'maru_streams_open',
      help: 'Streams of Server-Sent Events that are open',
      registers: [registry],
      collect() {
        this.set(openStreamCount());
      },
    });
    shared.maruMetrics = { registry, requests };
  }
  return shared.maruMetrics;
}

export function metricsRegistry(): Registry {
  return metrics().registry;
}

export function observeRequest({ name, status, seconds }: { name: string; status: number; seconds: number }): void {
  metrics().requests.observe({ name, status }, seconds);
}
