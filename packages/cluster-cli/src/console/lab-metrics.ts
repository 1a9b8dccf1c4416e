import type { LiveView } from '@understudy/console'
import { gaugeOf } from '@understudy/lab-channel'
import type { MetricsRegistry } from '@understudy/lab-channel/metrics'
import type { LabEvent } from '@understudy/shared'

/** What the lab as a whole tells Prometheus, worked out from its events (LAB-04). */
export class LabMetrics {
  readonly #view: LiveView
  readonly #counts = new Map<string, Map<string, number>>()
  #registry: MetricsRegistry | undefined

  constructor(view: LiveView) {
    this.#view = view
  }

  take({ source, name }: LabEvent): void {
    const counts = this.#counts.get(source) ?? new Map<string, number>()
    this.#counts.set(source, counts)
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }

  async text(): Promise<{ readonly contentType: string; readonly text: string }> {
    if (this.#registry === undefined) {
      const { MetricsRegistry } = await import('@understudy/lab-channel/metrics')
      this.#registry = new MetricsRegistry()
    }
    const { failing, downSinceMs, statuses } = this.#view
    const samples = [...this.#counts].flatMap(([source, counts]) =>
      [...counts].map(([event, value]) => ({ labels: { source, event }, value })),
    )
    const text = await this.#registry.text([
      {
        name: 'understudy_lab_events_total',
        help: "The lab's events, by who told them",
        kind: 'counter',
        samples,
      },
      gaugeOf('understudy_lab_probes_failing', 'Probes without an answer', failing.length),
      gaugeOf(
        'understudy_lab_down_seconds',
        'How long the site has not answered, in lab time',
        downSinceMs === null ? 0 : Math.max(0, statuses.nowMs - downSinceMs) / 1_000,
      ),
    ])
    return { contentType: this.#registry.contentType, text }
  }
}
