import { detailsOf, isNoisy, isTrouble, type NumberedEvent } from '@understudy/console'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { clock, count } from '../words.ts'

const rowPx = 26
const shownPx = 380
/** Rows drawn above and below what is seen. */
const spareRows = 8

/** The lab's events. Only the rows that are seen are drawn, however many there are. */
export function EventLog({ log, count: total }: { log: readonly NumberedEvent[]; count: number }) {
  const [source, setSource] = useState('')
  const [words, setWords] = useState('')
  const [withNoise, setWithNoise] = useState(false)
  const sources = useMemo(() => [...new Set(log.map(({ event }) => event.source))].sort(), [log])
  const found = useMemo(() => {
    const wanted = words.trim().toLowerCase()
    return log.filter(
      ({ event }) =>
        (withNoise || !isNoisy(event)) &&
        (source === '' || event.source === source) &&
        (wanted === '' || `${event.name} ${detailsOf(event)}`.toLowerCase().includes(wanted)),
    )
  }, [log, source, words, withNoise])
  return (
    <section class="card" id="log" aria-labelledby="events">
      <div class="title">
        <h2 id="events">Events</h2>
        <span class="soft">
          {count(found.length)} shown of the last {count(log.length)}; {count(total)} so far
        </span>
      </div>
      <div class="filters">
        <label>
          Who{' '}
          <select value={source} onChange={(event) => setSource(event.currentTarget.value)}>
            <option value="">everybody</option>
            {sources.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          With the words{' '}
          <input
            type="search"
            value={words}
            onInput={(event) => setWords(event.currentTarget.value)}
          />
        </label>
        <label>
          <input
            type="checkbox"
            checked={withNoise}
            onChange={(event) => setWithNoise(event.currentTarget.checked)}
          />{' '}
          sessions and calls too
        </label>
      </div>
      {found.length === 0 && log.length > 0 ? (
        <p class="soft">Nothing of that kind has happened so far.</p>
      ) : null}
      <Rows found={found} />
    </section>
  )
}

function Rows({ found }: { found: readonly NumberedEvent[] }) {
  const place = useRef<HTMLElement>(null)
  const [top, setTop] = useState(0)
  /** Whoever is at the end stays there; whoever has scrolled up is left where they read. */
  const [follows, setFollows] = useState(true)
  /** Where the end was when it was last gone to: rows that have come since do not make it somebody's own scrolling. */
  const endPx = useRef(0)
  useEffect(() => {
    const at = place.current
    if (at === null || !follows) return
    at.scrollTop = at.scrollHeight
    endPx.current = at.scrollTop
  }, [found, follows])
  const onScroll = (): void => {
    const at = place.current
    if (at === null) return
    setTop(at.scrollTop)
    setFollows(at.scrollTop >= endPx.current - rowPx)
  }
  const first = Math.max(0, Math.floor(top / rowPx) - spareRows)
  const rows = found.slice(first, first + Math.ceil(shownPx / rowPx) + 2 * spareRows)
  const after = found.length - first - rows.length
  return (
    <section class="rows" ref={place} onScroll={onScroll} tabIndex={0} aria-label="Event log">
      <table aria-rowcount={found.length}>
        <colgroup>
          <col class="at" />
          <col class="who" />
          <col class="name" />
          <col />
        </colgroup>
        <tbody>
          <Space rows={first} />
          {rows.map(({ n, event }, i) => (
            <tr key={n} aria-rowindex={first + i + 1} class={isTrouble(event) ? 'trouble' : ''}>
              <td class="at">{clock(event.atMs)}</td>
              <td class="who">{event.source}</td>
              <td class="name">{event.name}</td>
              <td title={detailsOf(event)}>{detailsOf(event)}</td>
            </tr>
          ))}
          <Space rows={after} />
        </tbody>
      </table>
    </section>
  )
}

/** Where rows are that nobody sees. */
const Space = ({ rows }: { rows: number }) => (
  <tr class="space" style={{ height: rows * rowPx }}>
    <td colSpan={4} />
  </tr>
)
