import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Measure } from './measure.ts'

/** Named as counters although they go up and down, which `promtool check metrics` objects to. */
const misnamed = [
  'nodejs_active_resources_total',
  'nodejs_active_handles_total',
  'nodejs_active_requests_total',
]

/** Prometheus' text about one process: what Node.js says about itself, and the measures handed in. */
export class MetricsRegistry {
  readonly contentType: string
  readonly #registry = new Registry()
  #told: readonly string[] = []

  /** From now on Node's own measures are taken. */
  constructor() {
    collectDefaultMetrics({ register: this.#registry })
    for (const name of misnamed) this.#registry.removeSingleMetric(name)
    this.contentType = this.#registry.contentType
  }

  /** Made anew each time: a measure that is not handed in any more is not told any more. */
  async text(measures: readonly Measure[]): Promise<string> {
    for (const name of this.#told) this.#registry.removeSingleMetric(name)
    this.#told = measures.map(({ name }) => name)
    for (const measure of measures) this.#add(measure)
    return await this.#registry.metrics()
  }

  #add({ name, help, kind, samples }: Measure): void {
    const labelNames = [...new Set(samples.flatMap(({ labels = {} }) => Object.keys(labels)))]
    const configuration = { name, help, labelNames, registers: [this.#registry] }
    if (samples.length === 0) return
    if (kind === 'gauge') {
      const metric = new Gauge(configuration)
      for (const { labels = {}, value } of samples) metric.set(labels, value)
    } else {
      const metric = new Counter(configuration)
      for (const { labels = {}, value } of samples) metric.inc(labels, value)
    }
  }
}
