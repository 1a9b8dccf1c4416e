import { accepted } from '@understudy/shared'
import t from 'tap'
import { shippedLab, shippedRunbook } from '../shipped.ts'
import { FakeLab, preSharedKey, type Script } from './fake-lab.ts'

function rehearsed(lab: string, script: Script = {}, runbook = shippedRunbook('asynchronous')) {
  const fake = new FakeLab(shippedLab(lab), script)
  const end = fake.play(runbook)
  return { fake, end, steps: new Map(fake.named('step-ended').map((e) => [e.step, e])) }
}

t.test('SEC-01: the pre-shared key appears in no event', async (t) => {
  const { fake } = rehearsed('default')
  const keys = fake.invoked.filter(({ operation }) => operation === 'set-pre-shared-key')
  t.same(
    keys.map(({ appliance, input }) => [appliance, input]),
    [
      ['a', { key: preSharedKey }],
      ['b', { key: preSharedKey }],
    ],
  )
  t.notMatch(JSON.stringify(fake.told), preSharedKey)
})

t.test('REH-03: keys that are set and differ are refused before anything is done', async (t) => {
  const { fake, end } = rehearsed('default', { onInvoke: ownProof })
  t.equal(end.outcome, 'stopped')
  t.match(end.reason, /a and b to have the same inter-appliance pre-shared key/)
  t.match(end.reason, /those of a and b differ/)
  t.same(fake.named('window-started'), [])
})

t.test('FO-02: step keys compares the keys, and shows neither them nor a proof', async (t) => {
  let proved = 0
  const { fake, end, steps } = rehearsed('default', {
    // The preflight has found them the same.
    onInvoke: (asked) => {
      if (asked.operation === 'prove-pre-shared-key') proved += 1
      return proved > 2 ? ownProof(asked) : undefined
    },
  })
  t.equal(end.outcome, 'stopped')
  t.match(steps.get('keys'), { outcome: 'failed', found: 'those of a and b differ' })
  const nonces = fake.invoked
    .filter(({ operation }) => operation === 'prove-pre-shared-key')
    .map(({ input }) => (input as { nonce: string }).nonce)
  t.equal(nonces.length, 4)
  t.equal(new Set(nonces).size, 2, 'each time another nonce, the same for both')
  t.same(rehearsed('default').steps.get('keys')?.evidence, [
    'a and b have the same inter-appliance pre-shared key.',
  ])
  const told = JSON.stringify(rehearsed('default').fake.told)
  for (const secret of [preSharedKey, 'abab', ...nonces]) t.notOk(told.includes(secret))
})

/** As appliances with a key each of its own. */
function ownProof({ appliance, operation }: { appliance: string; operation: string }) {
  if (operation !== 'prove-pre-shared-key') return undefined
  return accepted({ proof: (appliance === 'a' ? '0a' : '0b').repeat(32) })
}

t.test(
  'SEC-01: what operators make up is drawn for one rehearsal, given to the appliance, told to nobody',
  async (t) => {
    const { fake, end } = rehearsed('default')
    t.equal(end.outcome, 'completed')
    const passphrases = fake.invoked
      .filter(({ operation }) => operation === 'export-certificate')
      .map(({ input }) => (input as { passphrase: string }).passphrase)
    t.equal(passphrases.length, 2)
    t.equal(new Set(passphrases).size, 1, 'the same for export and import')
    const [passphrase = ''] = passphrases
    t.match(passphrase, /^[0-9a-f]{32}$/)
    t.notOk(JSON.stringify(fake.told).includes(passphrase))
    t.notOk(passphrase.includes(preSharedKey))
  },
)
