import type { OutputOf } from '@understudy/shared'
import { OperationForm } from '../components/operation-form.tsx'
import { Section } from '../components/section.tsx'
import { Table } from '../components/table.tsx'
import { page } from './page.ts'
import type { View } from './view.ts'

type Recipient = OutputOf<'list-event-recipients'>['recipients'][number]

/** /login > Management > Outbound Events: who is told of sessions by HTTP, and whether that gets there (API-06). */
export const outboundEvents = page({
  title: 'outbound.title',
  reads: () => ({ 'list-event-recipients': {} }),
  asks: ['set-event-recipient', 'remove-event-recipient'],
  draw: (view, { 'list-event-recipients': { recipients } }) => {
    const { words } = view
    const title = words.text('outbound.title')
    return (
      <>
        <Section title={title}>
          <p class="quiet">{words.text('outbound.note')}</p>
          <Table
            caption={title}
            headings={[
              words.text('field.name'),
              words.text('field.enabled'),
              words.text('field.url'),
              words.text('outbound.status'),
              words.text('outbound.waiting'),
              words.text('certificates.actions'),
            ]}
            rows={recipients.map(({ name, enabled, url, waiting, trouble }) => [
              name,
              words.text(enabled ? 'frame.yes' : 'frame.no'),
              url,
              trouble ?? 'OK',
              words.number(waiting),
              <OperationForm
                key="remove"
                view={view}
                operation="remove-event-recipient"
                part={name}
                fixed={{ name }}
                isDangerous
              />,
            ])}
            none={words.text('frame.nothing')}
          />
        </Section>
        {recipients.map((recipient) => (
          <Recipient key={recipient.name} view={view} recipient={recipient} />
        ))}
        <Section title={words.text('outbound.new')}>
          <OperationForm view={view} operation="set-event-recipient" />
        </Section>
      </>
    )
  },
})

/** What one of them is set to, to be changed. */
function Recipient({ view, recipient }: { view: View; recipient: Recipient }) {
  const { name, enabled, url, events, contacts } = recipient
  const seconds = (ms: number): string => String(ms / 1_000)
  return (
    <Section title={name}>
      <OperationForm
        view={view}
        operation="set-event-recipient"
        part={name}
        fixed={{ name }}
        initial={{
          enabled: String(enabled),
          url,
          events,
          retryIntervalMs: seconds(recipient.retryIntervalMs),
          retryDurationMs: seconds(recipient.retryDurationMs),
          contacts,
          alertAfterMs: seconds(recipient.alertAfterMs),
        }}
      />
    </Section>
  )
}
