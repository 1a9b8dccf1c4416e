import { EventCounts, gauge, gaugeOf, type Measure } from '@understudy/lab-channel'
import type { ClientEvent } from '@understudy/shared'

type Requests = Extract<ClientEvent, { name: 'requests-measured' }>

/** What the population tells Prometheus: what its probes and consoles see (LAB-04). Worked out from its events. */
export class ClientMeasures {
  readonly #events = new EventCounts()
  /** Probes without an answer. */
  readonly #down = new Set<string>()
  readonly #online = new Set<string>()
  #requests: Requests | undefined

  take(event: ClientEvent): void {
    this.#events.add(event.name)
    if (event.name === 'outage-began') this.#down.add(event.probe)
    else if (event.name === 'outage-ended') this.#down.delete(event.probe)
    else if (event.name === 'console-online') this.#online.add(event.client)
    else if (event.name === 'console-offline') this.#online.delete(event.client)
    else if (event.name === 'requests-measured') this.#requests = event
  }

  read(): readonly Measure[] {
    const requests = this.#requests
    return [
      this.#events.measure(),
      gaugeOf('understudy_probes_failing', 'Probes that get no answer now', this.#down.size),
      gaugeOf('understudy_consoles_online', 'Consoles that are logged in', this.#online.size),
      ...(requests === undefined
        ? []
        : [
            gauge('understudy_request_seconds', "Consoles' requests in the last span", [
              { labels: { quantile: 'p50' }, value: requests.p50Ms / 1_000 },
              { labels: { quantile: 'p99' }, value: requests.p99Ms / 1_000 },
              { labels: { quantile: 'max' }, value: requests.maxMs / 1_000 },
            ]),
          ]),
    ]
  }
}
