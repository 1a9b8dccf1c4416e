import { Type } from 'typebox'
import { helper, helperPassword, Interface, interfaces } from '../accounts.ts'
import { closed, drawForMs, drawOn, drawOne, On } from '../arguments.ts'
import { faultKind } from '../fault-kind.ts'

const changes = ['add-user', 'reset-password', 'set-user-permissions', 'remove-user'] as const

export const changeAccount = faultKind({
  family: 'operator',
  title:
    'an administrator adds an account, changes or removes it, also while the two are apart (SYN-01)',
  productOnly: false,
  args: Type.Object(
    {
      on: On,
      interface: Interface,
      change: Type.Enum(changes),
      password: Type.Integer({ minimum: 0, maximum: 2 }),
      /** The two are cut off from each other for that long; 0 = they are not. */
      cutMs: Type.Integer({ minimum: 0, maximum: 3_600_000 }),
    },
    closed,
  ),
  draw: (random) => ({
    on: drawOn(random),
    interface: drawOne(random, interfaces),
    // What there is not can be neither changed nor removed.
    change: drawOne(random, ['add-user', ...changes]),
    password: random.integer(0, 2),
    cutMs: random.next() < 0.5 ? drawForMs(random, 60_000) : 0,
  }),
  begin: (stage, { on, interface: which, change, password, cutMs }) => {
    const account = { interface: which, username: helper }
    if (cutMs > 0)
      stage.faultFor(cutMs, { kind: 'partition', from: 'a', to: 'b', direction: 'both' })
    if (change === 'remove-user') return stage.ask(on, change, account)
    if (change === 'set-user-permissions')
      return stage.ask(on, change, { ...account, permissions: ['view-reports'] })
    return stage.ask(on, change, { ...account, password: helperPassword(password) })
  },
})
