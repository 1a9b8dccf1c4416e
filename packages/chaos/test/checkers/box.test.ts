import type { Store } from '@understudy/appliance-core'
import type { LabEvent } from '@understudy/shared'
import t from 'tap'
import { boxStaysOwn } from '../../src/checkers/box-stays-own.ts'
import { certificatesAreWhole } from '../../src/checkers/certificates-are-whole.ts'
import { lockoutsHaveTheirTime } from '../../src/checkers/lockouts-have-their-time.ts'
import { sameUsers } from '../../src/checkers/same-users.ts'
import type { Asked } from '../../src/nemesis/stage.ts'
import { preparedScene, watched } from '../support/prepared-scene.ts'

/** As if the box had stored it. */
function put(store: Store, key: string, value: string): void {
  store.begin()
  store.values.put(key, value)
  store.commit()
}

/* The laws of accounts and certificates. */

const helper = { username: 'helper', password: 'Rehearsal-one' } as const
const administrator = { username: 'admin', password: 'password' } as const

t.test('SYN-01: what a box has of another one, or has lost of its own, is found', (t) => {
  const scene = preparedScene()
  const { stage, stores } = scene
  const { watch, found } = watched(boxStaysOwn, scene)
  stage.ask('a', 'add-user', { interface: 'appliance', ...helper })
  stage.ask('a', 'create-self-signed-certificate', { names: ['support.example.com'] })
  stage.world.runFor(100)
  watch.onStep?.()
  t.same(found, [])
  const copied = stores.a.values.get('box-accounts') ?? ''
  put(stores.b, 'box-accounts', copied)
  watch.onStep?.()
  put(stores.b, 'box-accounts', '{}')
  put(stores.b, 'certificates', stores.a.values.get('certificates') ?? '')
  watch.onStep?.()
  put(stores.b, 'certificates', '{"kept":[]}')
  put(stores.a, 'box-accounts', '{}')
  watch.onStep?.()
  put(stores.a, 'box-accounts', copied)
  put(stores.a, 'certificates', '{"kept":[]}')
  watch.onStep?.()
  t.same(found, [
    'b has the account helper of /appliance',
    'b keeps certificates that nobody made there',
    'a lacks the account helper of /appliance',
    'a lacks a certificate that it has acknowledged',
  ])
  watch.onDestroyed?.('a')
  put(stores.a, 'box-accounts', '{}')
  watch.onStep?.()
  t.equal(found.length, 4, 'another box stands there')
  t.end()
})

t.test(
  'CRT-01: a certificate that is shown and not assigned, or not there whole, is found',
  (t) => {
    const scene = preparedScene()
    const { stage, stores } = scene
    const { watch, found } = watched(certificatesAreWhole, scene)
    stage.ask('a', 'create-self-signed-certificate', { names: ['support.example.com'] })
    stage.world.runFor(100)
    stage.ask('a', 'assign-certificate', { certificate: 'certificate-1', address: '192.0.2.10' })
    stage.world.runFor(100)
    watch.onStep?.()
    t.same(found, [])
    const whole = stores.a.values.get('certificates') ?? ''
    put(stores.a, 'certificates', '{"kept":[],"assigned":{}}')
    watch.onStep?.()
    t.match(found, [
      'a has factory for 192.0.2.10, and acknowledged certificate-1',
      /^a shows [0-9a-f]{64} at 192\.0\.2\.10, and has assigned factory$/,
    ])
    put(stores.a, 'certificates', whole.replace(/"keyPem":"[0-9a-f]+"/, '"keyPem":""'))
    watch.onStep?.()
    t.equal(
      found[2],
      'a has assigned certificate-1, which is not there whole, to 192.0.2.10',
      'its key is gone',
    )
    t.equal(found.length, 3)
    t.end()
  },
)

const ofAdministrator = (name: 'account-locked' | 'logged-in', atMs: number): LabEvent =>
  ({ name, source: 'a', interface: 'login', username: 'admin', forMs: 900_000, atMs }) as LabEvent

t.test('SEC-02: who is let in while locked out is found, unless the clock was set', (t) => {
  for (const [byMs, count] of [
    [0, 1],
    [3_600_000, 0],
  ] as const) {
    const scene = preparedScene()
    const { stage } = scene
    const { watch, found } = watched(lockoutsHaveTheirTime, scene)
    watch.onEvent?.(ofAdministrator('logged-in', stage.nowMs))
    watch.onEvent?.(ofAdministrator('account-locked', stage.nowMs))
    stage.world.runFor(1_000)
    if (byMs > 0) stage.setClock('a', (clock) => clock.jump(byMs))
    watch.onEvent?.(ofAdministrator('logged-in', stage.nowMs))
    t.equal(found.length, count, `clock set by ${byMs} ms`)
  }
  t.end()
})

t.test('SEC-02: a lockout that is longer than its time is found', (t) => {
  const scene = preparedScene()
  const { stage, stores } = scene
  const { watch, found } = watched(lockoutsHaveTheirTime, scene)
  const sinceMs = stage.nowMs
  const lockUntil = (untilMs: number): void => {
    put(stores.a, 'login-attempts', JSON.stringify([['login/admin', 0, untilMs]]))
    watch.atEnd?.()
  }
  lockUntil(sinceMs + 900_000)
  t.same(found, [])
  lockUntil(sinceMs + 900_001)
  t.same(found, ['a locks login/admin for 1 ms too long'])
  watch.onEvent?.(ofAdministrator('account-locked', sinceMs))
  stage.world.runFor(1_000)
  lockUntil(sinceMs + 900_001)
  t.equal(found.length, 2, 'since it is known')
  t.end()
})

t.test('SYN-01: a user whom only one of the two lets in is found', (t) => {
  const scene = preparedScene()
  const { stage } = scene
  const { watch, found } = watched(sameUsers, scene)
  const answer = (ok: boolean): Asked['answer'] =>
    ok ? { ok, value: {} } : { ok, refusal: { code: 'login-failed', message: '', details: {} } }
  const tell = (on: 'a' | 'b', operation: Asked['operation'], ok: boolean): void => {
    const input = { interface: 'login', ...helper }
    stage.asked.push({ on, operation, input, atMs: 0, answer: answer(ok) })
  }
  tell('a', 'add-user', true)
  tell('a', 'log-in', true)
  tell('b', 'log-in', true)
  watch.atEnd?.()
  t.same(found, [])
  tell('b', 'log-in', false)
  watch.atEnd?.()
  t.same(found, ['a user of the site logs in with password 1: a lets them in, b says login-failed'])
  t.end()
})

t.test(
  'SEC-02: an administrator is let in again after guesses, whatever became of the clock',
  (t) => {
    const { stage } = preparedScene()
    const { world } = stage
    stage.setClock('a', (clock) => clock.jump(86_400_000))
    for (let i = 0; i < 6; i++) {
      stage.ask('a', 'log-in', { interface: 'login', ...administrator, password: 'wrong' })
      world.runFor(10)
    }
    const codeOf = (one: Asked | undefined): string =>
      one?.answer?.ok === false ? one.answer.refusal.code : 'ok'
    t.equal(codeOf(stage.asked.at(-1)), 'account-locked')
    stage.setClock('a', (clock) => clock.setRight())
    const logIn = (): string => {
      stage.ask('a', 'log-in', { interface: 'login', ...administrator })
      world.runFor(10)
      return codeOf(stage.asked.at(-1))
    }
    t.equal(logIn(), 'account-locked', 'its time counts anew')
    world.runFor(880_000)
    t.equal(logIn(), 'account-locked')
    world.runFor(30_000)
    t.equal(logIn(), 'ok')
    t.end()
  },
)
