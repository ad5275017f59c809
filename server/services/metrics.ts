import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'

/** Measurements of the hub in Prometheus' text format. */
export interface Metrics {
  readonly contentType: string
  text(): Promise<string>
}

/** A figure read when it is asked for. */
export interface Measurement {
  readonly name: string
  readonly help: string
  read(): number
}

/** Each hub has its own registry: two in one process (tests) do not count together. */
export function createMetrics(measurements: readonly Measurement[]): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  for (const { name, help, read } of measurements) {
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read())
      },
    })
  }
  return { contentType: registry.contentType, text: () => registry.metrics() }
}
