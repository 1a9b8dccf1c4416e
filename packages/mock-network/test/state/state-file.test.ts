import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type NetworkEffect, NetworkModel } from '@understudy/network-model'
import { addressOf, smallNetwork } from '@understudy/network-model/parity'
import { createRandom, type NetworkCommand, type NetworkConfig } from '@understudy/shared'
import pino from 'pino'
import t, { type Test } from 'tap'
import { StateFile } from '../../src/state/state-file.ts'

const { siteHostname: site } = smallNetwork

const modelOf = (config: Partial<NetworkConfig>): NetworkModel =>
  new NetworkModel({ ...smallNetwork, ...config }, createRandom('network'))

/** Performs a command that must succeed. */
function done(model: NetworkModel, command: NetworkCommand): readonly NetworkEffect[] {
  const { result, effects } = model.perform(command, 0)
  if (!result.ok) throw new Error(result.refusal.message)
  return effects
}

const log = pino({ level: 'silent' })
const byDns = { swing: 'dns' } as const

/** A model that goes on from that file, as a process does. */
function started(
  path: string,
  config: Partial<NetworkConfig> = byDns,
): { readonly model: NetworkModel; readonly kept: StateFile } {
  const model = modelOf(config)
  return { model, kept: new StateFile(path, model, log) }
}

/** Swings the site to b by its record, with a TTL of a minute, and leaves that in the file. */
function swungFile(t: Test): string {
  const path = join(t.testdir(), 'network.json')
  const { model, kept } = started(path)
  const input = { name: site, address: addressOf.b, ttlSeconds: 60 }
  kept.follow(done(model, { kind: 'set-record', input }))
  return path
}

const siteOf = ({ zone }: NetworkModel) => zone.records.filter(({ name }) => name === site)

t.test('LAB-01: records, TTLs, serial and rule go on where they were', (t) => {
  const path = swungFile(t)
  const { model, kept } = started(path)
  const swung = [{ name: site, type: 'A', address: addressOf.b, ttlMs: 60_000 }]
  t.same(siteOf(model), swung)
  t.equal(model.zone.serial, 2)
  kept.follow(done(model, { kind: 'set-nat-rule', input: { address: addressOf.b } }))
  // By a dynamic update: a second address, and a name of its own.
  const { effects } = model.changeZone(
    [
      { kind: 'add', record: { name: site, type: 'A', address: addressOf.a, ttlMs: 60_000 } },
      { kind: 'set', record: { name: `x.${site}`, type: 'AAAA', address: '::1', ttlMs: 0 } },
    ],
    'dynamic-update',
  )
  kept.follow(effects)
  t.same(started(path).model.lasting, model.lasting)
  t.match(model.lasting, { serial: 3, natRules: [{ address: addressOf.b }] })
  t.equal(existsSync(`${path}.tmp`), false)
  t.end()
})

t.test('LAB-01: a lab file that says something else goes before what was edited', (t) => {
  const path = swungFile(t)
  const { model } = started(path, { ...byDns, dns: { ttlMs: 5_000, negativeTtlMs: 60_000 } })
  t.match(siteOf(model), [{ address: addressOf.a, ttlMs: 5_000 }])
  t.equal(model.zone.serial, 3, 'a secondary that has seen 2 still sees that it is new')
  t.match(siteOf(started(path).model), [{ address: addressOf.a, ttlMs: 300_000 }], 'and for good')
  t.end()
})

t.test('SEC-03: a damaged or foreign file is refused with a sentence, and stays', (t) => {
  const path = swungFile(t)
  const good = JSON.parse(readFileSync(path, 'utf8'))
  const [first] = good.now.records
  const cases: readonly (readonly [text: string, complaint: RegExp])[] = [
    ['{"format":', /network\.json is not JSON: .* Remove it to begin with the lab file's/],
    ['{}', /network\.json: \/format: expected .*, found nothing\. Remove it/],
    [changed({ serial: -1 }), /\/now\/serial: expected >= 1, found -1\./],
    [changed({ serial: 2 ** 32 }), /\/now\/serial: expected <= 4294967295/],
    [changed({ records: Array(1_001).fill(first) }), /\/now\/records: expected/],
    [
      changed({ records: [{ ...first, name: 'x.org' }] }),
      /not of this lab: x\.org: expected a name/,
    ],
    [changed({ records: [{ ...first, address: 'no' }] }), /expected an IPv4 address, found no\./],
    [
      changed({ natRules: [{ ...good.now.natRules[0], port: 1 }] }),
      /forwards no 203\.0\.113\.80:1\./,
    ],
    [
      changed({ natRules: [{ ...good.now.natRules[0], address: 'b' }] }),
      /\/now\/natRules\/0\/address/,
    ],
  ]
  function changed(now: object): string {
    return JSON.stringify({ ...good, now: { ...good.now, ...now } })
  }
  for (const [text, complaint] of cases) {
    writeFileSync(path, text)
    t.throws(() => started(path), { name: 'StartFailure', exitCode: 3, message: complaint })
    t.equal(readFileSync(path, 'utf8'), text)
  }
  t.end()
})

t.test(
  'SEC-03: a state that cannot be written prevents the start, and stops no network later',
  (t) => {
    const path = join(t.testdir(), 'network.json')
    t.throws(() => started(join(path, 'none')), {
      exitCode: 3,
      message: /cannot be written: ENOENT/,
    })
    const { model, kept } = started(path)
    mkdirSync(`${path}.tmp`)
    const effects = done(model, { kind: 'remove-record', input: { name: site } })
    t.doesNotThrow(() => kept.follow(effects))
    t.same(siteOf(model), [])
    t.end()
  },
)
