import type { JSX } from 'preact'
import { OperationForm } from '../../components/operation-form.tsx'
import { Section } from '../../components/section.tsx'
import { Conflict } from './conflict.tsx'
import type { StatusProps } from './set-up.tsx'

/** The exchange of roles and the end of the relationship (FO-09, FO-10). */
export function RoleForms({ view, status }: StatusProps): JSX.Element {
  const { words } = view
  const isPrimary = status.role === 'primary'
  return (
    <>
      <Section title={words.text('failover.roles')}>
        <Conflict view={view} status={status} />
        <p class="quiet">{words.text('failover.roles-note')}</p>
        <OperationForm
          view={view}
          operation={isPrimary ? 'become-backup' : 'become-primary'}
          labels={{ force: isPrimary ? 'failover.force-backup' : 'failover.force-primary' }}
          // The page comes back with a sync in progress (P 1.9).
          fixed={{ background: 'true' }}
          isDangerous
        />
      </Section>
      <Section title={words.text('operation.break-relationship')}>
        <p class="quiet">{words.text('failover.break-note')}</p>
        <OperationForm view={view} operation="break-relationship" isDangerous />
      </Section>
    </>
  )
}
