import type { RequestPoint } from '@understudy/console'
import { useEffect, useRef } from 'preact/hooks'
import uPlot from 'uplot'
import { clock } from '../words.ts'

const heightPx = 180
/** A first measurement alone would stand in the middle of years. */
const spanSecondsMin = 60

/** How long the consoles' requests take: p50 and p99 over lab time. */
export function RequestChart({ points }: { points: readonly RequestPoint[] }) {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<uPlot | null>(null)
  const last = points.at(-1)
  useEffect(() => {
    const at = place.current
    if (at === null) return
    const made = new uPlot(optionsFor(at), [[], [], []], at)
    chart.current = made
    const watch = new ResizeObserver(() =>
      made.setSize({ width: at.clientWidth, height: heightPx }),
    )
    watch.observe(at)
    return () => {
      watch.disconnect()
      made.destroy()
    }
  }, [])
  useEffect(() => {
    chart.current?.setData([
      points.map(({ atMs }) => atMs / 1_000),
      points.map(({ p50Ms }) => p50Ms),
      points.map(({ p99Ms }) => p99Ms),
    ])
  }, [points.length, last?.atMs])
  return (
    <section class="card" aria-labelledby="requests">
      <h2 id="requests">Requests</h2>
      <p class="soft">
        {last === undefined
          ? 'The consoles have measured nothing yet.'
          : `Last: p50 ${last.p50Ms.toFixed(0)} ms, p99 ${last.p99Ms.toFixed(0)} ms of ${last.count} requests`}
      </p>
      <div class="chart" ref={place} aria-hidden="true" />
    </section>
  )
}

function optionsFor(place: HTMLElement): uPlot.Options {
  const style = getComputedStyle(place)
  const color = (name: string): string => style.getPropertyValue(name).trim()
  const times = (_: uPlot, atS: number[], __: number, ___: number, incrS: number): string[] =>
    atS.map((at) => clock(at * 1_000).slice(0, incrS < 60 ? 8 : 5))
  const axis = { stroke: color('--soft'), grid: { stroke: color('--line') } }
  return {
    width: place.clientWidth || 400,
    height: heightPx,
    tzDate: (ts) => uPlot.tzDate(new Date(ts * 1_000), 'Etc/UTC'),
    cursor: { show: false },
    legend: { live: false },
    scales: { x: { range: ({ data: [atS] }) => spanOf(atS[0] ?? 0, atS.at(-1) ?? 0) } },
    series: [
      {},
      { label: 'p50', stroke: color('--good'), width: 2 },
      { label: 'p99', stroke: color('--warn'), width: 2, dash: [6, 4] },
    ],
    axes: [
      { ...axis, values: times },
      { ...axis, label: 'ms', size: 60 },
    ],
  }
}

const spanOf = (fromS: number, toS: number): [number, number] => [
  fromS,
  Math.max(toS, fromS + spanSecondsMin),
]
