import { type ApplianceEffect, Witness } from '@understudy/appliance-core'
import { openStore } from '@understudy/appliance-store'
import type { LinkMessage } from '@understudy/shared'
import t from 'tap'

function begun(): Witness {
  const store = openStore(':memory:')
  store.begin()
  const host = { hostname: 'witness.support.example.com', address: '192.0.2.12' }
  const witness = new Witness(host, store)
  witness.step({ kind: 'started' }, 0)
  return witness
}

const linkUp = (witness: Witness, link: string) =>
  witness.step({ kind: 'link-up', link, side: 'accepted' }, 0)
const say = (witness: Witness, link: string, message: LinkMessage) =>
  witness.step({ kind: 'link-message', link, message }, 10 * timeoutMs)
const ask = (relationship: string): LinkMessage => ({
  type: 'witness-ask',
  epoch: 1,
  relationship,
  guid: 'b'.repeat(32),
  candidate: 2,
  timeoutMs,
})
const timeoutMs = 10_000
const linksMax = 64
const relationshipsMax = 1_000

const kindsOf = (effects: readonly ApplianceEffect[]) => effects.map(({ kind }) => kind)

t.test('SEC-03: a witness takes so many links, and no more', async (t) => {
  const witness = begun()
  for (let i = 0; i < linksMax; i++) t.strictSame(linkUp(witness, `link-${i}`), [])
  t.match(linkUp(witness, 'one more'), [{ kind: 'close-link', reason: 'more than 64 links' }])
  t.strictSame(say(witness, 'one more', ask('r')), [], 'and hears nothing on it')
  witness.step({ kind: 'link-down', link: 'link-0', reason: 'gone' }, 0)
  t.strictSame(linkUp(witness, 'later'), [])
})

t.test('SEC-03: a witness votes in so many relationships, and in no more', async (t) => {
  const witness = begun()
  linkUp(witness, 'one')
  for (let i = 1; i < relationshipsMax; i++) say(witness, 'one', ask(`r${i}`))
  t.match(say(witness, 'one', ask('the last')), [
    { message: { granted: true } },
    { event: { name: 'vote-given' } },
  ])
  t.match(say(witness, 'one', ask('one more')), [
    { message: { granted: false, reason: 'the witness serves too many' } },
    { event: { name: 'vote-refused' } },
  ])
  t.strictSame(kindsOf(say(witness, 'one', ask('one more'))), ['send'], 'which is told once')
})

t.test(
  'FO-12: a witness answers its own messages, and leaves whoever says anything else',
  async (t) => {
    const witness = begun()
    linkUp(witness, 'one')
    const relationship = 'r'
    const guid = 'b'.repeat(32)
    t.match(
      say(witness, 'one', { type: 'witness-renew', epoch: 1, relationship, guid, number: 7 }),
      [{ kind: 'send', message: { type: 'witness-renewed', number: 7, isCurrent: true } }],
    )
    t.match(say(witness, 'one', { type: 'witness-leave', epoch: 2, relationship, guid, held: 1 }), [
      { kind: 'send', message: { type: 'witness-left', relationship } },
      { kind: 'record', event: { name: 'relationship-left' } },
    ])
    t.match(say(witness, 'one', { type: 'established', epoch: 1, relationship, vector: [] }), [
      { kind: 'close-link', reason: 'established to a witness' },
    ])
    t.strictSame(say(witness, 'one', ask(relationship)), [], 'nothing is heard on a closed link')
  },
)

t.test('WEB-06: a witness refuses operations of others, and a weak key', async (t) => {
  const witness = begun()
  const outcomeOf = (operation: string, input: object) =>
    witness.step({ kind: 'operation', request: 'r', operation, input }, 0)
  t.match(outcomeOf('become-primary', {}), [{ kind: 'answer', outcome: { ok: false } }])
  t.match(outcomeOf('set-pre-shared-key', { key: 'aaaaaaaaaaaaaaaa' }), [
    { kind: 'answer', outcome: { ok: false } },
  ])
  t.match(outcomeOf('set-pre-shared-key', { key: 'correct horse battery staple' }), [
    { kind: 'use-pre-shared-key' },
    { kind: 'answer', outcome: { ok: true } },
  ])
  t.match(outcomeOf('witness-status', {}), [
    { outcome: { ok: true, value: { hasPreSharedKey: true } } },
  ])
})
