import type { LiveView } from '@understudy/console'
import type { PageState } from '../page-state.ts'
import { clock, day, span } from '../words.ts'

const connections: Readonly<Record<PageState['connection'], string>> = {
  connecting: 'connecting…',
  live: 'live',
  lost: 'the lab does not answer; trying again',
  refused: 'no longer admitted: run “understudy console”',
}

/** Which lab, what time it is there, and above all whether the site is served. */
export function Head({
  view,
  connection,
}: {
  view: LiveView
  connection: PageState['connection']
}) {
  const { lab, statuses, downSinceMs, failing } = view
  const { nowMs } = statuses
  return (
    <header class="head">
      <h1>
        <span class="mark" aria-hidden="true" />
        Understudy <span class="soft">lab</span> {lab.name}
      </h1>
      <p class={`verdict ${downSinceMs === null ? 'good' : 'bad'}`} role="status">
        {downSinceMs === null
          ? `${lab.site} is served`
          : `${lab.site} is down for ${span(nowMs - downSinceMs)} (${failing.length} of the probes)`}
      </p>
      <p class="time">
        <span class="soft">lab time</span>{' '}
        {nowMs === 0 ? '—' : <time>{`${day(nowMs)} ${clock(nowMs)}`}</time>}
      </p>
      <p class={`connection ${connection}`}>{connections[connection]}</p>
    </header>
  )
}
