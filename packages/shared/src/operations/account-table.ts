import { Type } from 'typebox'
import { InterfaceName, Password, Permissions, permissions, Username } from '../accounts/account.ts'
import { roles } from '../roles.ts'
import type { ApplianceOperation } from './appliance-operation.ts'
import { Count, Empty, orNull } from './schemas.ts'

const closed = { additionalProperties: false } as const
const change = { kind: 'change', duringMaintenance: false, roles } as const
const read = { kind: 'read', duringMaintenance: true, roles } as const
const users = '/login > Users & Security; /appliance > Users'
const api = '/login > Management > API Configuration'

const account = { interface: InterfaceName, username: Username }
const ClientId = Type.String({ pattern: '^[0-9a-f]{32}$' })
const ApiName = Type.String({ minLength: 1, maxLength: 100, pattern: '^[^\\u0000-\\u001f]*$' })

const AccountRow = Type.Object({
  username: Type.String(),
  permissions: Type.Array(Type.Enum(permissions)),
  mustChangePassword: Type.Boolean(),
  /** Too many wrong passwords. */
  locked: Type.Boolean(),
})

/** The accounts of a box, of both interfaces (WEB-02, SEC-02), as operations like all others. */
export const accountOperations = {
  'log-in': {
    ...change,
    title: 'Log in to /login or /appliance',
    page: '/login; /appliance',
    who: 'anyone',
    input: Type.Object({ ...account, password: Password }, closed),
    output: Type.Object({
      ...account,
      permissions: Type.Array(Type.Enum(permissions)),
      /** Nothing but that is possible before. */
      mustChangePassword: Type.Boolean(),
      /** Over HTTPS only in the cookie, never in the body. */
      session: Type.Optional(Type.String()),
      /** Shown with every request of the session, in the header x-csrf-token. */
      csrf: Type.String(),
      idleMs: Count,
    }),
    secret: ['password'],
    duringMaintenance: true,
  },
  'check-api-login': {
    ...read,
    title: 'Check a user name and a password as the XML APIs do',
    page: api,
    who: 'anyone',
    input: Type.Object({ username: Username, password: Password }, closed),
    output: Type.Object({ permissions: Type.Array(Type.Enum(permissions)) }),
    secret: ['password'],
  },
  'log-out': {
    ...change,
    title: 'Log out: the session ends',
    page: '/login; /appliance',
    who: 'account',
    input: Empty,
    output: Empty,
    duringMaintenance: true,
  },
  'who-am-i': {
    ...read,
    title: 'Show whose session this is, and what it may do',
    page: '/login > My Account',
    who: 'account',
    input: Empty,
    output: Type.Object({
      /** null = the lab's owner, by token. */
      account: orNull(
        Type.Object({ ...account, ...Type.Omit(AccountRow, ['username', 'locked']).properties }),
      ),
    }),
  },
  'change-password': {
    ...change,
    title: 'Change the password of an account, as its owner',
    page: '/login > My Account; /appliance > Users',
    who: 'anyone',
    input: Type.Object({ ...account, password: Password, newPassword: Password }, closed),
    output: Empty,
    secret: ['password', 'newPassword'],
  },
  'list-users': {
    ...read,
    title: 'List the accounts of /login or of /appliance',
    page: users,
    who: 'its-admin',
    input: Type.Object({ interface: InterfaceName }, closed),
    output: Type.Object({ users: Type.Array(AccountRow) }),
  },
  'add-user': {
    ...change,
    title: 'Add an account; its password has to be changed at the first login',
    page: users,
    who: 'its-admin',
    input: Type.Object(
      { ...account, password: Password, permissions: Type.Optional(Permissions) },
      closed,
    ),
    output: Empty,
    secret: ['password'],
  },
  'set-user-permissions': {
    ...change,
    title: 'Set what an account may do',
    page: users,
    who: 'its-admin',
    input: Type.Object({ ...account, permissions: Permissions }, closed),
    output: Empty,
  },
  'reset-password': {
    ...change,
    title: 'Give an account a new password, which has to be changed at the next login',
    page: users,
    who: 'its-admin',
    input: Type.Object({ ...account, password: Password }, closed),
    output: Empty,
    secret: ['password'],
  },
  'remove-user': {
    ...change,
    title: 'Remove an account; its sessions end',
    page: users,
    who: 'its-admin',
    input: Type.Object(account, closed),
    output: Empty,
  },
  'add-api-account': {
    ...change,
    title: 'Add a client of the APIs; its secret is shown this once',
    page: api,
    who: 'site-admin',
    roles: ['none', 'primary'],
    input: Type.Object({ name: ApiName, permissions: Permissions }, closed),
    output: Type.Object({ clientId: ClientId, clientSecret: Type.String() }),
  },
  'list-api-accounts': {
    ...read,
    title: 'List the clients of the APIs',
    page: api,
    who: 'site-admin',
    input: Empty,
    output: Type.Object({
      accounts: Type.Array(
        Type.Object({
          clientId: ClientId,
          name: Type.String(),
          permissions: Type.Array(Type.Enum(permissions)),
        }),
      ),
    }),
  },
  'remove-api-account': {
    ...change,
    title: 'Remove a client of the APIs',
    page: api,
    who: 'site-admin',
    roles: ['none', 'primary'],
    input: Type.Object({ clientId: ClientId }, closed),
    output: Empty,
  },
} as const satisfies Record<string, ApplianceOperation>
