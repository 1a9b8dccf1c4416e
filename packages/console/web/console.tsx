import { useEffect, useState } from 'preact/hooks'
import type { PageState } from './page-state.ts'
import { EventLog } from './parts/event-log.tsx'
import { Head } from './parts/head.tsx'
import { Operate } from './parts/operate.tsx'
import { Rehearsal } from './parts/rehearsal.tsx'
import { RequestChart } from './parts/request-chart.tsx'
import { Timeline } from './parts/timeline.tsx'
import { Topology } from './parts/topology.tsx'
import type { Server } from './server.ts'

/** The one page: what the lab is doing, and what can be done with it. */
export function Console({ state, server }: { state: PageState; server: Server }) {
  const [, redraw] = useState(0)
  useEffect(() => state.watch(() => redraw((n) => n + 1)), [state])
  const { view, connection, log, run } = state
  if (view === undefined)
    return (
      <main class="waiting">
        <h1>Understudy</h1>
        <p role="status">
          {connection === 'refused'
            ? 'This address no longer admits: open the console again with “understudy console”.'
            : 'Waiting for the lab…'}
        </p>
      </main>
    )
  return (
    <>
      <a class="skip" href="#log">
        Skip to the event log
      </a>
      <Head view={view} connection={connection} />
      <main>
        <div class="columns">
          <div class="column">
            <Topology view={view} server={server} />
            <Timeline view={view} />
          </div>
          <div class="column">
            <Operate view={view} server={server} />
            <Rehearsal view={view} run={run} server={server} />
            <RequestChart points={view.requests.points} />
          </div>
        </div>
        <EventLog log={log} count={view.eventCount} />
      </main>
    </>
  )
}
