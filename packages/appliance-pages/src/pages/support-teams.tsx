import { OperationForm } from '../components/operation-form.tsx'
import { Section } from '../components/section.tsx'
import { Table } from '../components/table.tsx'
import { page } from './page.ts'

/** What is asked of sessions in progress and of representatives, as the command API has it. */
const ofSessions = [
  'transfer-session',
  'join-session',
  'leave-session',
  'set-representative-status',
  'log-out-representative',
  'terminate-session',
] as const
const dangerous: ReadonlySet<string> = new Set(['terminate-session', 'log-out-representative'])

/** /login > Configuration > Support Teams: who is asked for by a customer's issue (API-03). */
export const supportTeams = page({
  title: 'teams.title',
  reads: () => ({ 'list-support-teams': {} }),
  asks: ['set-support-team', 'remove-support-team', ...ofSessions],
  draw: (view, { 'list-support-teams': { teams } }) => {
    const { words } = view
    const title = words.text('teams.title')
    return (
      <>
        <Section title={title}>
          <Table
            caption={title}
            headings={[
              words.text('field.id'),
              words.text('field.name'),
              words.text('certificates.actions'),
            ]}
            rows={teams.map(({ id, name }) => [
              words.number(id),
              name,
              <OperationForm
                key="remove"
                view={view}
                operation="remove-support-team"
                part={String(id)}
                fixed={{ id: String(id) }}
                isDangerous
              />,
            ])}
            none={words.text('frame.nothing')}
          />
        </Section>
        <Section title={words.text('teams.set')}>
          <OperationForm view={view} operation="set-support-team" />
        </Section>
        {ofSessions.map((operation) => (
          <Section key={operation} title={words.text(`operation.${operation}`)}>
            <OperationForm
              view={view}
              operation={operation}
              isDangerous={dangerous.has(operation)}
            />
          </Section>
        ))}
      </>
    )
  },
})
