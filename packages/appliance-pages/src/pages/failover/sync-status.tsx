import type { JSX } from 'preact'
import { OperationForm } from '../../components/operation-form.tsx'
import { Facts, Section } from '../../components/section.tsx'
import type { StatusProps } from './set-up.tsx'

/** The latest sync, the one that is running, and what would be lost now (FO-08, SYN-07). */
export function SyncStatus({ view, status }: StatusProps): JSX.Element {
  const { words } = view
  const { sync, exposure } = status
  const result = words.text(`failover.result-${sync.lastResult}`, { reason: sync.lastReason })
  return (
    <Section title={words.text('failover.sync')}>
      {sync.state === 'running' && (
        <p class="notice" role="status">
          {words.text('failover.sync-running', {
            records: words.number(sync.recordsReceived),
            bytes: words.bytes(sync.bytesReceived),
          })}
        </p>
      )}
      <Facts
        facts={[
          [words.text('failover.last-sync'), words.moment(sync.lastFinishedAtMs)],
          [words.text('failover.result'), result],
          [
            words.text('failover.digests'),
            words.text(sync.digestsAgree ? 'frame.yes' : 'frame.no'),
          ],
          [words.text('failover.recordings-missing'), words.number(sync.blobsMissing)],
          ...(exposure === null
            ? []
            : [
                [
                  words.text('failover.exposure'),
                  words.text('failover.exposure-text', {
                    records: exposure.records,
                    bytes: words.bytes(exposure.bytes),
                  }),
                ] as const,
              ]),
        ]}
      />
      <OperationForm view={view} operation="sync-now" />
    </Section>
  )
}
