import type { Lane, LiveView } from '@understudy/console'
import { useState } from 'preact/hooks'
import { clock, span } from '../words.ts'

const spans = [
  ['5 minutes', 5 * 60_000],
  ['30 minutes', 30 * 60_000],
  ['everything', Number.POSITIVE_INFINITY],
] as const

const width = 1_000

/** What held when, a lane for each thing; it grows to the right with lab time. */
export function Timeline({ view }: { view: LiveView }) {
  const [spanMs, setSpanMs] = useState<number>(spans[1][1])
  const lanes = view.lanes.filter(({ stretches }) => stretches.length > 0)
  const firstMs = Math.min(...lanes.map(({ stretches }) => stretches[0]?.fromMs ?? 0))
  const endMs = Math.max(
    view.statuses.nowMs,
    ...lanes.map(({ stretches }) => stretches.at(-1)?.fromMs ?? 0),
  )
  const beginMs = Math.max(firstMs, endMs - spanMs)
  return (
    <section class="card" aria-labelledby="timeline">
      <div class="title">
        <h2 id="timeline">Timeline</h2>
        <label>
          Show{' '}
          <select
            value={String(spanMs)}
            onChange={(event) => setSpanMs(Number(event.currentTarget.value))}
          >
            {spans.map(([name, ms]) => (
              <option key={name} value={String(ms)}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      {lanes.length === 0 ? (
        <p class="soft">Nothing has happened yet.</p>
      ) : (
        <div class="lanes">
          {lanes.map((lane) => (
            <LaneRow key={lane.id} lane={lane} beginMs={beginMs} endMs={endMs} />
          ))}
          <div class="axis" aria-hidden="true">
            <span>{clock(beginMs)}</span>
            <span>{clock(endMs)}</span>
          </div>
        </div>
      )}
    </section>
  )
}

function LaneRow({ lane, beginMs, endMs }: { lane: Lane; beginMs: number; endMs: number }) {
  const lengthMs = Math.max(1, endMs - beginMs)
  const x = (atMs: number): number =>
    Math.min(width, Math.max(0, ((atMs - beginMs) / lengthMs) * width))
  const last = lane.stretches.at(-1)
  const now = last === undefined ? '' : last.toMs === null ? last.text : 'nothing'
  const since = last === undefined ? '' : ` for ${span(endMs - (last.toMs ?? last.fromMs))}`
  return (
    <div class="lane">
      <span class="label">{lane.label}</span>
      <svg
        role="img"
        aria-label={`${lane.label}: ${now}${since}`}
        viewBox={`0 0 ${width} 20`}
        preserveAspectRatio="none"
      >
        {lane.stretches
          .filter(({ toMs }) => toMs === null || toMs >= beginMs)
          .map(({ fromMs, toMs, text, tone }) => {
            const from = x(fromMs)
            return (
              <rect
                key={`${fromMs} ${text}`}
                class={`tone ${tone}`}
                x={from}
                y={0}
                height={20}
                width={Math.max(1.5, x(toMs ?? endMs) - from)}
              >
                <title>{`${text}, from ${clock(fromMs)}${toMs === null ? '' : ` for ${span(toMs - fromMs)}`}`}</title>
              </rect>
            )
          })}
      </svg>
      <span class="now">{now}</span>
    </div>
  )
}
