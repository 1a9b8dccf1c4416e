import { OperationForm } from '../components/operation-form.tsx'
import { Facts, Section } from '../components/section.tsx'
import { Table } from '../components/table.tsx'
import { page } from './page.ts'
import { answered } from './view.ts'

/** /login > Management > API Configuration: who may use the APIs (API-04). */
export const apiConfiguration = page({
  title: 'api.title',
  reads: () => ({ 'list-api-accounts': {} }),
  asks: ['add-api-account', 'remove-api-account'],
  shows: ['add-api-account'],
  draw: (view, { 'list-api-accounts': { accounts } }) => {
    const { words } = view
    const title = words.text('api.title')
    const made = answered(view, 'add-api-account')
    return (
      <>
        {made !== null && (
          <Section title={words.text('api.secret')}>
            <p class="notice attention">{words.text('api.secret-once')}</p>
            <Facts
              facts={[
                [words.text('field.clientId'), <code key="id">{made.clientId}</code>],
                [words.text('api.secret'), <code key="secret">{made.clientSecret}</code>],
              ]}
            />
          </Section>
        )}
        <Section title={title}>
          <Table
            caption={title}
            headings={[
              words.text('field.name'),
              words.text('field.clientId'),
              words.text('field.permissions'),
              words.text('certificates.actions'),
            ]}
            rows={accounts.map(({ name, clientId, permissions }) => [
              name,
              <code key="id">{clientId}</code>,
              permissions.map((permission) => words.choice(permission)).join(', '),
              <OperationForm
                key="remove"
                view={view}
                operation="remove-api-account"
                part={clientId}
                fixed={{ clientId }}
                isDangerous
              />,
            ])}
            none={words.text('frame.nothing')}
          />
        </Section>
        <Section title={words.text('api.new')}>
          <OperationForm view={view} operation="add-api-account" />
        </Section>
      </>
    )
  },
})
