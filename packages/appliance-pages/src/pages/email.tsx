import { OperationForm } from '../components/operation-form.tsx'
import { Section } from '../components/section.tsx'
import { Table } from '../components/table.tsx'
import { page } from './page.ts'

const smtpPort = '25'

/** /login > Management > Email Configuration: who is told of what needs attention, and what waits (P 1.16). */
export const email = page({
  title: 'email.title',
  reads: () => ({ 'show-email': {} }),
  asks: ['set-email'],
  draw: (view, { 'show-email': { settings, waiting, trouble } }) => {
    const { words } = view
    const mails = words.text('email.waiting')
    return (
      <>
        <Section title={words.text('email.title')}>
          <OperationForm
            view={view}
            operation="set-email"
            initial={{
              relay: settings?.relay,
              port: String(settings?.port ?? smtpPort),
              from: settings?.from,
              recipients: settings?.recipients,
              dailyNotice: String(settings?.dailyNotice ?? false),
            }}
          />
        </Section>
        <Section title={mails}>
          {trouble !== null && (
            <p class="notice attention">{words.text('email.trouble', { why: trouble })}</p>
          )}
          <Table
            caption={mails}
            headings={[
              words.text('email.subject'),
              words.text('email.since'),
              words.text('email.attempts'),
            ]}
            rows={waiting.map(({ subject, queuedAtMs, attempts }) => [
              subject,
              words.moment(queuedAtMs),
              words.number(attempts),
            ])}
            none={words.text('email.none-waits')}
          />
        </Section>
      </>
    )
  },
})
