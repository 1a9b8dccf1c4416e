import type { StreamDirection } from '../forwarders/relay.ts'

export interface LinkLabels {
  readonly direction: StreamDirection
  readonly proxy: string
  readonly listener: string
  readonly upstream: string
}

type Way = 'received' | 'sent'

/** At this many, no new series begin; existing ones go on. */
const seriesMax = 10_000

/** Toxiproxy's counters of bytes by proxy, as Prometheus reads them. */
export class ProxyMetrics {
  readonly #counts: Readonly<Record<Way, Map<string, number>>> = {
    received: new Map(),
    sent: new Map(),
  }

  /** `received` = from the sender of that direction, `sent` = to its receiver. */
  add(way: Way, labels: LinkLabels, byteCount: number): void {
    const counts = this.#counts[way]
    const key = labelsText(labels)
    const present = counts.get(key)
    if (present === undefined && counts.size >= seriesMax) return
    counts.set(key, (present ?? 0) + byteCount)
  }

  /** Prometheus' text format; a counter without series is left out, as its Go library does. */
  text(): string {
    return (['received', 'sent'] as const).map((way) => this.#family(way)).join('')
  }

  #family(way: Way): string {
    const name = `toxiproxy_proxy_${way}_bytes_total`
    const lines = [...this.#counts[way]].sort().map(([key, count]) => `${name}{${key}} ${count}\n`)
    return lines.length === 0 ? '' : `# HELP ${name} \n# TYPE ${name} counter\n${lines.join('')}`
  }
}

function labelsText({ direction, proxy, listener, upstream }: LinkLabels): string {
  const label = (name: string, value: string): string => `${name}="${escaped(value)}"`
  return [
    label('direction', direction),
    label('listener', listener),
    label('proxy', proxy),
    label('upstream', upstream),
  ].join(',')
}

const escaped = (value: string): string =>
  value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n')
