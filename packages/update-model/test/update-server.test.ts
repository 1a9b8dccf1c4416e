import { nodeSigning } from '@understudy/certificates/signing'
import { type Outcome, openPackage, type UpdateAnswer } from '@understudy/shared'
import t from 'tap'
import { guidOf, key, nowMs, question, secretOf, server } from './support/server.ts'

const minuteMs = 60_000
const names = (outcome: Outcome<UpdateAnswer>): readonly string[] =>
  outcome.ok ? outcome.value.offers.map(({ name }) => name) : [outcome.refusal.code]
const codeOf = (outcome: Outcome<unknown>): string => (outcome.ok ? 'ok' : outcome.refusal.code)

t.test('UPD-01: a check names what is newer and built for the customer, with its details', (t) => {
  const { outcome } = server().answer(question(), nowMs)
  t.same(names(outcome), [
    'Base 3.3.0',
    'Base 3.3.2',
    'Bomgar-12.1.0',
    'Bomgar-12.1.4',
    'Bomgar-12.2.0',
  ])
  t.match(outcome.ok && outcome.value.offers.at(-1), {
    primaryHostname: 'support.example.com',
    licences: 15,
    licencesExpireAtMs: null,
  })
  t.end()
})

t.test('UPD-01: a build is offered once the vendor has it ready', (t) => {
  const from = server()
  const released = from.command(
    { kind: 'release-build', input: { package: 'Bomgar-12.3.1' } },
    nowMs,
  )
  t.match(released.events, [{ name: 'build-released', package: 'Bomgar-12.3.1' }])
  t.ok(names(from.answer(question(), nowMs).outcome).includes('Bomgar-12.3.1'))
  t.end()
})

t.test(
  'UPD-04: a box that downloads by itself gets a package for it alone, once more if need be',
  (t) => {
    const from = server()
    const asked = { ask: 'download', package: 'Base 3.3.2' } as const
    const { outcome } = from.answer(question(asked), nowMs)
    const file = outcome.ok ? outcome.value.file : null
    t.match(openPackage(file ?? new Uint8Array(), nodeSigning, from.vendorPublicKey()), {
      state: 'genuine',
      manifest: { package: 'Base 3.3.2', appliance: guidOf('a') },
    })
    t.equal(codeOf(from.answer(question(asked), nowMs).outcome), 'ok', 'after a crash')
    const newer = question({ ...asked, base: '3.3.2' })
    t.equal(codeOf(from.answer(newer, nowMs).outcome), 'not-offered', 'it is installed')
    t.end()
  },
)

t.test('UPD-04: a key downloads all that is offered, once', (t) => {
  const from = server()
  const { outcome } = from.redeem(key(), nowMs + 24 * minuteMs)
  t.same(outcome.ok && outcome.value.map((file) => file.package), [
    'Bomgar-12.1.0',
    'Bomgar-12.1.4',
    'Bomgar-12.2.0',
  ])
  t.equal(codeOf(from.redeem(key(), nowMs).outcome), 'nothing-to-download')
  const again = { appliance: 'a', package: 'Bomgar-12.2.0' }
  const given = from.command({ kind: 'support-download', input: again }, nowMs)
  t.match(given.outcome, { ok: true, value: { files: [{ package: 'Bomgar-12.2.0' }] } })
  t.match(given.events, [{ name: 'package-downloaded', by: 'support' }])
  t.end()
})

t.test(
  'UPD-04: a key is refused after its 25 minutes, from a wrong clock, and made by another box',
  (t) => {
    const from = server()
    t.equal(codeOf(from.redeem(key(), nowMs + 26 * minuteMs).outcome), 'key-expired')
    t.equal(
      codeOf(from.redeem(key({ issuedAtMs: nowMs - 60 * minuteMs }), nowMs).outcome),
      'key-expired',
    )
    t.match(from.redeem(key({ issuedAtMs: nowMs + 60 * minuteMs }), nowMs).outcome, {
      refusal: { code: 'wrong-clock', message: /Status > Basics/ },
    })
    t.equal(codeOf(from.redeem(key({}, secretOf('b')), nowMs).outcome), 'unknown-to-update-server')
    t.equal(codeOf(from.redeem('a key', nowMs).outcome), 'key-damaged')
    t.equal(codeOf(from.redeem(key(), nowMs).outcome), 'ok')
    t.end()
  },
)

t.test('UPD-04: a check from a box whose clock is wrong points at Status > Basics', (t) => {
  for (const atMs of [nowMs - 6 * minuteMs, nowMs + 6 * minuteMs])
    t.match(server().answer(question({ atMs }), nowMs).outcome, {
      refusal: { code: 'wrong-clock', message: /Status > Basics/ },
    })
  t.equal(
    codeOf(server().answer(question({}, secretOf('b')), nowMs).outcome),
    'unknown-to-update-server',
  )
  t.end()
})

t.test('UPD-08: ordered licences are a package of their own', (t) => {
  const from = server()
  const ordered = from.command(
    { kind: 'order-licences', input: { appliance: 'a', licences: 5 } },
    nowMs,
  )
  t.match(ordered.outcome, { value: { package: 'Licences +5 (order 1)' } })
  const { outcome } = from.answer(
    question({ ask: 'download', package: 'Licences +5 (order 1)' }),
    nowMs,
  )
  t.match(
    openPackage(
      (outcome.ok && outcome.value.file) || new Uint8Array(),
      nodeSigning,
      from.vendorPublicKey(),
    ),
    {
      manifest: { kind: 'licences', licences: 5 },
    },
  )
  t.end()
})

t.test('UPD-02: support names what lies between 10.2 and 12.2, and when to wait', (t) => {
  const asked = { base: '3.0.0', site: '10.2.0', to: '12.2.0' }
  const { outcome } = server().command({ kind: 'ask-support', input: asked }, nowMs)
  t.match(outcome, {
    value: {
      packages: [
        'Base 3.2.4',
        'Base 3.3.2',
        'Bomgar-10.4.1',
        'Bomgar-10.5.2',
        'Bomgar-10.6.1',
        'Bomgar-11.1.0',
        'Bomgar-12.2.0',
      ],
      waitHours: 24,
      answer: /Wait 24 hours after each Bomgar package/,
    },
  })
  t.end()
})
