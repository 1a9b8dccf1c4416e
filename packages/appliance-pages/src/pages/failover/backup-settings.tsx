import type { JSX } from 'preact'
import { OperationForm } from '../../components/operation-form.tsx'
import { Section } from '../../components/section.tsx'
import type { StatusProps } from './set-up.tsx'

/** Backup Settings (FO-11): in force while this appliance is the backup. */
export function BackupSettingsForm({ view, status }: StatusProps): JSX.Element {
  const { words } = view
  const { backupSettings: now, failover } = status
  return (
    <Section title={words.text('failover.backup-settings')}>
      <p class="quiet">{words.text('failover.backup-settings-note')}</p>
      {failover.withheld !== null && (
        <p class="notice attention">
          {words.text('failover.withheld', { why: failover.withheld })}
        </p>
      )}
      <OperationForm
        view={view}
        operation="set-backup-settings"
        initial={{
          backupOperations: String(now.backupOperations),
          primaryTimeoutMs: String(now.primaryTimeoutMs / 1_000),
          syncIntervalMs: String(now.syncIntervalMs / 1_000),
          kilobytesPerSecond:
            now.kilobytesPerSecond === null ? undefined : String(now.kilobytesPerSecond),
          promotion: now.promotion,
          testAddresses: now.testAddresses,
          'witness.host': now.witness?.host,
          'witness.port': now.witness === null ? undefined : String(now.witness.port),
          sharedAddresses: now.sharedAddresses ?? [],
        }}
      />
    </Section>
  )
}
