import type { ClientEffect, PopulationConfig } from '@understudy/shared'
import t from 'tap'
import { Integration } from '../src/integrations/integration.ts'

const config = {
  siteHostname: 'support.example.com',
  siteVersion: '11.1.0',
  servedBy: 'a',
  appliances: [],
  seed: '1',
} as unknown as PopulationConfig

const start = (): Integration =>
  new Integration(
    {
      ...{ name: 'integration-1', kind: 'integration-client', setBy: 'name', lsids: null },
      ...{ namespaces: 'ignores', pullEveryMs: 600_000, overlapSeconds: 600 },
    },
    'office-1',
    config,
  )

const lsid = 'a'.repeat(32)
const report = `<session_list><session lsid="${lsid}"><external_key>k</external_key></session></session_list>`

const requestIn = (effects: readonly ClientEffect[]): string =>
  effects.flatMap((effect) => (effect.kind === 'request' ? [effect.request] : []))[0] ?? ''

/** It pulls, and is answered; what its last effects were. */
function pull(integration: Integration, nowMs: number, answer = report): readonly ClientEffect[] {
  let effects = integration.pullNow(nowMs)
  for (const body of ['<error>Invalid action</error>', answer]) {
    const request = requestIn(effects)
    effects = integration.step({ kind: 'answer', request, status: 200, body }, nowMs)
  }
  return effects
}

for (const [inReport, held] of [
  ['before-store', 0],
  ['after-store', 1],
] as const)
  t.test(`IC-01: killed ${inReport} of its report, it goes on from its database`, async (t) => {
    const integration = start()
    t.same(integration.kill({ inReport, downMs: 5_000 }, 0), [], 'nothing yet')
    const died = pull(integration, 1_000)
    t.equal(integration.sessions.length, held)
    t.match(integration.lastPull?.failure, { detail: 'the client was killed' })
    t.match(died.at(-1), { kind: 'set-timer', timer: 'integration-1/pull', atMs: 6_000 })
    t.same(integration.pullNow(5_999), [], 'it does not run')
    pull(integration, 6_000)
    t.match(integration.lastPull, { added: 1 - held, failure: null })
    t.equal(integration.sessions.length, 1)
  })

t.test('IC-01: killed while it waits for an answer, it takes none that comes later', async (t) => {
  const integration = start()
  const request = requestIn(integration.pullNow(0))
  t.match(integration.kill({ inReport: null, downMs: 10 }, 0).at(-1), { atMs: 10 })
  t.same(integration.step({ kind: 'answer', request, status: 200, body: report }, 5), [])
  t.equal(integration.isPulling, false)
})

t.test('IC-01: what it has stored is told by name, whatever a box’s clock said', async (t) => {
  const integration = start()
  integration.step({ kind: 'start' }, 1_000_000_000)
  const [own, test, before] = ['1-c-000001', 'test-1-call-1', '1-sample-1']
  // A box’s clock is behind: by it they ended long before this client began.
  const sessions = [own, test, before].map(
    (key, i) => `<session lsid="${`${i}`.repeat(32)}"><external_key>${key}</external_key>
      <end_time timestamp="1000">then</end_time></session>`,
  )
  const effects = pull(
    integration,
    1_000_000_000,
    `<session_list>${sessions.join('')}</session_list>`,
  )
  const told = effects.flatMap((effect) =>
    effect.kind === 'record' && effect.event.name === 'sessions-pulled' ? [effect.event] : [],
  )
  t.match(told, [{ added: 3 }])
  t.same(
    told[0]?.sessions.map(({ externalKey }) => externalKey),
    [own, test],
    'those of before its population are counted only',
  )
})
