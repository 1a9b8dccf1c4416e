import type { LinkMessage, LinkMessageNamed } from '@understudy/shared'
import t from 'tap'
import { PairedAppliance } from '../support/paired-appliance.ts'

const identity = new PairedAppliance().identity('primary', 0)
const relationship = 'c'.repeat(32)
const vector: [] = []

/** One of every kind that a core can be sent. A new kind does not compile without a sample. */
const samples: { [T in LinkMessage['type']]: Omit<LinkMessageNamed<T>, 'epoch'> } = {
  hello: { type: 'hello', ...identity, relationship, vector },
  'hello-refused': { type: 'hello-refused', code: 'in-maintenance', message: 'later' },
  'establish-request': {
    type: 'establish-request',
    ...identity,
    relationship,
    reverseHost: '192.0.2.11',
    reversePort: 443,
    vector,
    force: true,
    discardMax: 0,
  },
  'establish-refused': {
    type: 'establish-refused',
    code: 'peer-busy',
    message: 'busy',
    details: {},
  },
  'establish-back': { type: 'establish-back', ...identity, relationship },
  established: { type: 'established', relationship, vector },
  'established-ack': { type: 'established-ack', relationship, vector },
  probe: { type: 'probe', role: 'primary', vector },
  'probe-answer': { type: 'probe-answer', role: 'primary', vector },
  break: { type: 'break', relationship },
  'break-ack': { type: 'break-ack', relationship },
  'sync-request': { type: 'sync-request', trigger: 'operator' },
  pull: { type: 'pull', pull: 1, vector, budgetBytes: 1_000 },
  rows: { type: 'rows', pull: 1, origin: 'b'.repeat(32), legacy: false, rows: [] },
  'pull-end': { type: 'pull-end', pull: 1, more: false, vector },
  'sync-begin': {
    type: 'sync-begin',
    vector,
    settingsRevision: 0,
    jumpClientsRevision: 0,
    trigger: 'interval',
  },
  'sync-refused': { type: 'sync-refused', code: 'wrong-role', message: 'no' },
  'jump-clients': { type: 'jump-clients', revision: 1, rows: [] },
  'sync-settings': { type: 'sync-settings', revision: 1, settings: [], vector, recordsTaken: 0 },
  'sync-compare': { type: 'sync-compare', vector },
  'sync-compared': { type: 'sync-compared', agree: true, vector },
  'sync-working': { type: 'sync-working' },
  'swap-ask': { type: 'swap-ask', syncFirst: false, force: false },
  'swap-prepare': { type: 'swap-prepare', syncFirst: false },
  'swap-ready': { type: 'swap-ready' },
  'swap-take': { type: 'swap-take' },
  'swap-done': { type: 'swap-done' },
  'swap-cancel': { type: 'swap-cancel', reason: 'no more' },
  'witness-ask': {
    type: 'witness-ask',
    relationship,
    guid: 'b'.repeat(32),
    candidate: 7,
    timeoutMs: 1,
  },
  'witness-vote': { type: 'witness-vote', candidate: 7, granted: true, reason: '' },
  'witness-renew': { type: 'witness-renew', relationship, guid: 'b'.repeat(32), number: 1 },
  'witness-renewed': { type: 'witness-renewed', number: 1, isCurrent: true },
  'witness-leave': { type: 'witness-leave', relationship, guid: 'b'.repeat(32), held: 1 },
  'witness-left': { type: 'witness-left', relationship },
}

/**
 * By these two ends learn of each other's epoch, or have none in common yet (FO-13), or a witness names an epoch. All others are
 * refused.
 */
const heard = new Set<LinkMessage['type']>([
  'witness-ask',
  'witness-vote',
  'witness-renew',
  'witness-renewed',
  'witness-leave',
  'witness-left',
  'hello',
  'hello-refused',
  'establish-request',
  'establish-refused',
  'establish-back',
  'established',
])

const kinds = Object.keys(samples) as LinkMessage['type'][]

/** What it answers a message of that kind and epoch with, by kind of effect. */
function effectsOf(paired: PairedAppliance, type: LinkMessage['type'], epoch: number): string[] {
  const own = { ...samples[type], epoch } as LinkMessage
  const message = 'relationship' in own ? { ...own, relationship: paired.relationship } : own
  paired.one.effects.length = 0
  paired.say(message)
  return paired.one.effects.map((e) => {
    if (e.kind === 'send') return `send ${e.message.type}`
    if (e.kind !== 'record') return e.kind
    return 'code' in e.event ? `record ${e.event.code}` : `record ${e.event.name}`
  })
}

for (const role of ['primary', 'backup'] as const)
  for (const type of kinds)
    t.test(
      `FO-14: a ${type} of an older epoch, to a ${role}, is refused or heard by its kind`,
      (t) => {
        const paired = PairedAppliance[role]({ epoch: 5 })
        const before = paired.one.status()
        t.match(before, { role, epoch: 5 })
        const effects = effectsOf(paired, type, 4)
        if (!heard.has(type)) {
          const told = type === 'probe-answer' ? [] : ['send probe-answer']
          t.strictSame(
            effects,
            ['record stale-epoch', ...told],
            'nothing is done, its sender is told',
          )
          t.strictSame(paired.one.status(), before)
        } else {
          t.notOk(effects.includes('record stale-epoch'), 'it is how they learn of each other')
          t.equal(paired.one.status().epoch, 5, 'but the epoch never falls')
        }
        const current = PairedAppliance[role]({ epoch: 5 })
        t.notOk(
          effectsOf(current, type, 6).includes('record stale-epoch'),
          'the same of a later one is not refused for its epoch',
        )
        t.end()
      },
    )

t.test('FO-14: what was under way when the epoch changed is told once', async (t) => {
  const paired = PairedAppliance.primary({ epoch: 5 })
  for (let pull = 1; pull <= 3; pull++)
    paired.say({ type: 'pull', pull, vector: [], budgetBytes: 1_000, epoch: 4 })
  t.strictSame(paired.codesOf('link-refused'), ['stale-epoch'])
  t.strictSame(paired.said('rows'), [])
})

t.test('FO-14: a backup records the higher epoch of its primary', async (t) => {
  const paired = PairedAppliance.backup({ epoch: 5 })
  paired.say({ type: 'probe-answer', role: 'primary', vector: [], epoch: 7 })
  t.equal(paired.one.status().epoch, 7)
})

t.test('FO-14: an appliance does not become the backup by an epoch that it has seen', async (t) => {
  const paired = new PairedAppliance({ epoch: 5 })
  paired.relationship = 'c'.repeat(32)
  paired.link = paired.accept()
  paired.say(paired.establishRequest())
  paired.link = paired.dialed()
  paired.one.give({ kind: 'link-up', link: paired.link, side: 'dialed' })
  paired.say({ type: 'established', relationship: paired.relationship, vector: [], epoch: 0 })
  t.equal(paired.one.status().role, 'none')
  t.match(paired.said('establish-refused'), [{ code: 'stale-epoch' }])
})

t.test('FO-14: a backup takes the role in a swap only by an epoch of its own', async (t) => {
  const paired = PairedAppliance.backup({ epoch: 5 })
  paired.say({ type: 'swap-prepare', syncFirst: false })
  t.match(paired.said('swap-ready'), [{ epoch: 5 }])
  paired.say({ type: 'swap-take' })
  t.match(paired.one.status(), { role: 'backup', epoch: 5 }, 'the epoch is that of the old primary')
  t.strictSame(paired.codesOf('link-refused'), ['stale-epoch'])
  paired.say({ type: 'swap-take', epoch: 6 })
  t.match(paired.one.status(), { role: 'primary', epoch: 6 })
})
