import type { AccountInterface, OutputOf } from '@understudy/shared'
import type { ComponentChildren, JSX } from 'preact'
import { ChangePassword } from '../components/change-password.tsx'
import { OperationForm } from '../components/operation-form.tsx'
import { hrefTo } from '../components/page-link.tsx'
import { Section } from '../components/section.tsx'
import { Table } from '../components/table.tsx'
import { page } from './page.ts'
import { queried, type View } from './view.ts'

type User = OutputOf<'list-users'>['users'][number]

/** The accounts of one interface (WEB-02, SEC-02). */
const usersOf = (which: AccountInterface) =>
  page({
    title: 'users.title',
    reads: () => ({ 'list-users': { interface: which } }),
    asks: [
      'add-user',
      'set-user-permissions',
      'reset-password',
      'remove-user',
      ...(which === 'appliance' ? (['change-password'] as const) : []),
    ],
    draw: (view, { 'list-users': { users } }) => {
      const { words } = view
      const title = words.text('users.title')
      const edited = users.find(({ username }) => username === queried(view, 'username'))
      return (
        <>
          <Section title={title}>
            <Table
              caption={title}
              headings={[
                words.text('field.username'),
                words.text('field.permissions'),
                words.text('users.state'),
                words.text('certificates.actions'),
              ]}
              rows={users.map((user) => cellsOf(view, user))}
              none={words.text('frame.nothing')}
            />
          </Section>
          {edited !== undefined && <EditUser view={view} which={which} user={edited} />}
          <Section title={words.text('users.add')}>
            <OperationForm
              view={view}
              operation="add-user"
              fixed={{ interface: which }}
              labels={{ password: 'field.first-password' }}
            />
          </Section>
          {which === 'appliance' && (
            <Section title={words.text('account.title')}>
              <ChangePassword view={view} />
            </Section>
          )}
        </>
      )
    },
  })

export const siteUsers = usersOf('login')
export const boxUsers = usersOf('appliance')

function cellsOf({ words, path }: View, user: User): readonly ComponentChildren[] {
  const { username, permissions, locked, mustChangePassword } = user
  return [
    username,
    permissions.map((permission) => words.choice(permission)).join(', '),
    words.text(
      locked ? 'users.locked' : mustChangePassword ? 'users.must-change' : 'users.in-order',
    ),
    <a key="edit" href={`${hrefTo(path, { username })}#edit`}>
      {words.text('users.edit')}
      <span class="unseen"> {username}</span>
    </a>,
  ]
}

function EditUser({
  view,
  which,
  user,
}: {
  readonly view: View
  readonly which: AccountInterface
  readonly user: User
}): JSX.Element {
  const { words } = view
  const { username, permissions } = user
  const fixed = { interface: which, username }
  return (
    <Section id="edit" title={words.text('users.edit-title', { username })}>
      <OperationForm
        view={view}
        operation="set-user-permissions"
        fixed={fixed}
        initial={{ permissions }}
      />
      <OperationForm
        view={view}
        operation="reset-password"
        fixed={fixed}
        labels={{ password: 'field.first-password' }}
      />
      <OperationForm view={view} operation="remove-user" fixed={fixed} isDangerous />
    </Section>
  )
}
