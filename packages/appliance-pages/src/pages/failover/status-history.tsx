import type { OutputOf } from '@understudy/shared'
import type { JSX } from 'preact'
import { Table } from '../../components/table.tsx'
import type { View } from '../view.ts'

type Entry = OutputOf<'status-history'>['history'][number]

/** Status History (FO-08): the events themselves, the newest first. */
export function StatusHistory({
  view,
  history,
}: {
  readonly view: View
  readonly history: readonly Entry[]
}): JSX.Element {
  const { words } = view
  const title = words.text('failover.history')
  return (
    <section class="card">
      <details>
        <summary>
          <h2>{title}</h2>
        </summary>
        <Table
          caption={title}
          headings={[
            words.text('failover.history-when'),
            words.text('failover.history-what'),
            words.text('failover.history-details'),
          ]}
          rows={history.map((entry) => [
            words.moment(entry.atMs),
            entry.name,
            <code key="details">{detailsOf(entry)}</code>,
          ])}
          none={words.text('frame.nothing')}
        />
      </details>
    </section>
  )
}

const detailsOf = ({ atMs: _, name: __, ...details }: Entry): string =>
  Object.entries(details)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
    .join(', ')
