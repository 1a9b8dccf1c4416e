import t from 'tap'
import { codeOf, establishedWorld, must, smallWorld, syncNow } from '../support/small-world.ts'

const ana = { interface: 'login', username: 'ana' }
const first = 'First-password-1'
const admin = { interface: 'login', username: 'admin' }

t.test(
  "SYN-02: accounts are the primary's, and what the backup had changed alone is named",
  async (t) => {
    const { world } = smallWorld()
    for (const [on, password] of [
      ['a', 'Password-of-a-1'],
      ['b', 'Password-of-b-2'],
    ] as const)
      must(world.invokeAndRun(on, 'add-user', { ...ana, password }))
    must(
      world.invokeAndRun('a', 'establish-relationship', {
        peerHost: '192.0.2.11',
        peerPort: 443,
        reverseHost: '192.0.2.10',
        reversePort: 443,
        force: true,
        discardMax: 100,
      }),
    )
    syncNow(world, 'b')
    const opens = (password: string) =>
      codeOf(world.invokeAndRun('b', 'log-in', { ...ana, password }))
    t.equal(opens('Password-of-a-1'), 'ok')
    t.equal(opens('Password-of-b-2'), 'login-failed')
    const lost = world.events.find(({ name }) => name === 'settings-lost')
    t.match(lost, { keys: ['users/ana'] })
  },
)

t.test(
  'SYN-06: a change of a password that was acknowledged survives a crash and a failover',
  async (t) => {
    const { world } = establishedWorld()
    const change = { ...admin, password: 'password', newPassword: first }
    must(world.invokeAndRun('a', 'change-password', change))
    world.crash('a')
    world.restart('a')
    t.equal(codeOf(world.invokeAndRun('a', 'log-in', { ...admin, password: first })), 'ok')
    syncNow(world, 'b')
    world.crash('a')
    world.runFor(5_000)
    must(world.invokeAndRun('b', 'become-primary', { force: true }))
    t.equal(codeOf(world.invokeAndRun('b', 'log-in', { ...admin, password: first })), 'ok')
    t.equal(
      codeOf(world.invokeAndRun('b', 'log-in', { ...admin, password: 'password' })),
      'login-failed',
    )
  },
)

t.test('SYN-02: an account that the primary removes is gone on the backup too', async (t) => {
  const { world } = establishedWorld()
  must(world.invokeAndRun('a', 'add-user', { ...ana, password: first }))
  syncNow(world, 'b')
  t.equal(codeOf(world.invokeAndRun('b', 'log-in', { ...ana, password: first })), 'ok')
  must(world.invokeAndRun('a', 'remove-user', ana))
  syncNow(world, 'b')
  t.equal(codeOf(world.invokeAndRun('b', 'log-in', { ...ana, password: first })), 'login-failed')
})
