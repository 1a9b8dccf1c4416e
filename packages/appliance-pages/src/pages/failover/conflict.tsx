import type { ApplianceStatus } from '@understudy/shared'
import type { JSX } from 'preact'
import { Table } from '../../components/table.tsx'
import type { Words } from '../../languages/words.ts'
import type { StatusProps } from './set-up.tsx'

type Forecast = NonNullable<NonNullable<ApplianceStatus['relationship']>['forecast']>

/** Both have the same role: what each choice would lose, before it is made (FO-13). */
export function Conflict({ view, status }: StatusProps): JSX.Element | null {
  const { words } = view
  const { relationship, role } = status
  if (relationship?.conflict !== true) return null
  const { forecast } = relationship
  return (
    <div class="notice refused" role="alert">
      <p>{words.text('failover.conflict', { role: words.text(`role.${role}`) })}</p>
      {forecast !== null && <ForecastTable words={words} forecast={forecast} />}
    </div>
  )
}

function ForecastTable({
  words,
  forecast,
}: {
  readonly words: Words
  readonly forecast: Forecast
}): JSX.Element {
  const count = (value: number | null): string =>
    value === null ? words.text('failover.unknown') : words.number(value)
  const row = (name: string, { records, recordings, settings }: Forecast['thisGivesWay']) => [
    name,
    count(records),
    count(recordings),
    count(settings),
  ]
  return (
    <Table
      caption={words.text('failover.forecast')}
      headings={[
        words.text('failover.forecast'),
        words.text('failover.records'),
        words.text('failover.recordings'),
        words.text('failover.settings'),
      ]}
      rows={[
        row(words.text('failover.this-gives-way'), forecast.thisGivesWay),
        row(words.text('failover.peer-gives-way'), forecast.peerGivesWay),
      ]}
      none=""
    />
  )
}
