import {
  assert,
  canonicalAddress,
  canonicalHost,
  isIpv4,
  type NetworkCommand,
  type NetworkOperationName,
  type NetworkOutputOf,
} from '@understudy/shared'
import type { ZoneChange } from '../names/zone-change.ts'
import { type NetworkEffect, record } from '../network-effect.ts'
import type { NetworkParts } from '../network-parts.ts'
import { type ModelStatus, networkStatus } from '../status/network-status.ts'
import { beginDueFaults } from './begin-due-faults.ts'
import { changeZone } from './change-zone.ts'
import { deliverEvent, listEvents, setEventAnswer } from './events.ts'
import { deliverMail, listMail } from './mail.ts'
import { commandRefused, done, type NetworkAnswer } from './network-answer.ts'
import { nobodysAddress, type Warning } from './nobodys-address.ts'
import { ping } from './ping.ts'
import { bringThePowerBack, loseThePower } from './power.ts'
import { severalLeads } from './several-leads.ts'
import { askUpdateServer, askVendor, fetchDownload } from './updates.ts'

type InputOf<K extends NetworkOperationName> = Extract<NetworkCommand, { kind: K }>['input']
/** The carrier adds its doors to the network's status. */
type AnswerTo<K extends NetworkOperationName> = NetworkAnswer<
  K extends 'network-status' ? ModelStatus : NetworkOutputOf<K>
>

/** One for each operation; the table defines what each takes and answers. */
type Handlers = {
  readonly [K in NetworkOperationName]: (
    parts: NetworkParts,
    input: InputOf<K>,
    nowMs: number,
  ) => AnswerTo<K>
}

const handlers: Handlers = {
  'network-status': (parts, _input, nowMs) => done(networkStatus(parts, nowMs), []),
  ping,
  'set-record': setRecord,
  'remove-record': removeRecord,
  'set-nat-rule': setNatRule,
  'cut-path': (parts, input) => switchPath(parts, 'cut-path', input),
  'heal-path': (parts, input) => switchPath(parts, 'heal-path', input),
  'power-loss': loseThePower,
  'power-back': bringThePowerBack,
  'add-fault': addFault,
  'remove-fault': removeFault,
  'start-timetable': startTimetable,
  'deliver-mail': deliverMail,
  'list-mail': listMail,
  'deliver-event': deliverEvent,
  'list-events': listEvents,
  'set-event-answer': setEventAnswer,
  'ask-update-server': askUpdateServer,
  'fetch-download': fetchDownload,
  'update-server-status': (parts, input, nowMs) =>
    askVendor(parts, { kind: 'update-server-status', input }, nowMs),
  'redeem-key': (parts, input, nowMs) => askVendor(parts, { kind: 'redeem-key', input }, nowMs),
  'support-download': (parts, input, nowMs) =>
    askVendor(parts, { kind: 'support-download', input }, nowMs),
  'ask-support': (parts, input, nowMs) => askVendor(parts, { kind: 'ask-support', input }, nowMs),
  'release-build': (parts, input, nowMs) =>
    askVendor(parts, { kind: 'release-build', input }, nowMs),
  'order-licences': (parts, input, nowMs) =>
    askVendor(parts, { kind: 'order-licences', input }, nowMs),
}

/** Performs a command whose form was checked (networkOperations in shared). */
export function performOperation<K extends NetworkOperationName>(
  parts: NetworkParts,
  { kind, input }: { readonly kind: K; readonly input: InputOf<K> },
  nowMs: number,
): NetworkAnswer {
  return handlers[kind](parts, input, nowMs)
}

function setRecord(parts: NetworkParts, input: InputOf<'set-record'>): AnswerTo<'set-record'> {
  const { zone } = parts
  const isIpv6 = canonicalAddress(input.address)?.includes(':') === true
  const type = input.type ?? (isIpv6 ? 'AAAA' : 'A')
  const address = type === 'AAAA' && isIpv6 ? input.address : addressOf(parts, input.address)
  if (address === undefined) return commandRefused(noAddress(parts, input.address))
  const found = zone.find(input.name, type)
  const keptMs = found.kind === 'records' ? found.records[0]?.ttlMs : undefined
  const ttlMs = input.ttlSeconds === undefined ? (keptMs ?? 3_600_000) : input.ttlSeconds * 1_000
  const warning = nobodysAddress(parts, address)
  const record = { name: input.name, type, address, ttlMs }
  return edited(parts, input.name, { kind: 'set', record }, warning)
}

function removeRecord(
  parts: NetworkParts,
  { name, type }: InputOf<'remove-record'>,
): AnswerTo<'remove-record'> {
  const types = type === undefined ? (['A', 'AAAA'] as const) : [type]
  if (types.every((one) => parts.zone.find(name, one).kind !== 'records')) {
    const names = [...new Set(parts.zone.records.map((known) => known.name))]
    return commandRefused(
      `Expected a name of ${names.join(', ')} with such a record, found "${name}".`,
    )
  }
  return edited(parts, name, { kind: 'remove', name, ...(type === undefined ? {} : { type }) })
}

function edited(
  parts: NetworkParts,
  name: string,
  change: ZoneChange,
  warning: Warning = {},
): AnswerTo<'set-record'> {
  const { outcome, effects } = changeZone(parts, [change], 'operation')
  if (!outcome.ok) return commandRefused(outcome.message)
  return done({ serial: outcome.serial, ...severalLeads(parts, name), ...warning }, effects)
}

/** The gateway's `onChange` decides on established connections: kept until they end, or cut (NET-05). */
function setNatRule(parts: NetworkParts, input: InputOf<'set-nat-rule'>): AnswerTo<'set-nat-rule'> {
  const { gateway, config, segment, site } = parts
  const { publicAddress, onChange } = gateway
  const port = input.port ?? config.tlsPort
  const to = addressOf(parts, input.address)
  if (to === undefined) return commandRefused(noAddress(parts, input.address))
  if (to === publicAddress) {
    return commandRefused(`Expected an address behind the gateway, found ${to}, its public one.`)
  }
  const from = gateway.setRule(port, to)
  if (from === undefined) {
    const ports = gateway.rules.map((rule) => rule.port).join(', ')
    return commandRefused(`Expected a port that the gateway forwards (${ports}), found ${port}.`)
  }
  const rule = { publicAddress, port, address: to, ...nobodysAddress(parts, to) }
  if (from === to) return done(rule, [])
  const cut = onChange === 'cut' ? segment.claimantsOf(from) : []
  const changed = { name: 'nat-rule-changed', publicAddress, port, from, to, onChange } as const
  return done(rule, [
    record(changed),
    ...cut.map((appliance): NetworkEffect => {
      return { kind: 'reset-flows', appliance, address: from, via: publicAddress }
    }),
    ...site.follow(),
  ])
}

function switchPath(
  { words, paths }: NetworkParts,
  kind: 'cut-path' | 'heal-path',
  { from, to, oneWay = false }: InputOf<'cut-path'>,
): AnswerTo<'cut-path'> {
  const objection = words.objectionToPath(from, to)
  if (objection !== undefined) return commandRefused(objection)
  const path = { from, to, oneWay }
  const effects = kind === 'cut-path' ? paths.pull(path) : paths.plugIn(path)
  if (effects === null) return done(null, [])
  const direction = oneWay ? ({ direction: 'one-way' } as const) : {}
  const name = kind === 'cut-path' ? 'path-cut' : 'path-healed'
  return done(null, [record({ name, from, to, ...direction }), ...effects])
}

function addFault(
  parts: NetworkParts,
  fault: InputOf<'add-fault'>,
  nowMs: number,
): AnswerTo<'add-fault'> {
  const { faults, timetable } = parts
  const objection = faults.objectionTo(fault, timetable.waiting)
  if (objection !== undefined) return commandRefused(objection)
  const effects = faults.begin(fault, nowMs, null)
  const name = faults.active.at(-1)?.name
  assert(name !== undefined, 'a fault that has begun is active')
  return done({ name }, effects)
}

function removeFault(
  { faults }: NetworkParts,
  { name }: InputOf<'remove-fault'>,
): AnswerTo<'remove-fault'> {
  const names = faults.active.map((active) => active.name)
  if (names.includes(name)) return done(null, faults.end(name, 'operation'))
  const known = names.length === 0 ? 'there is none now' : names.slice(0, 20).join(', ')
  return commandRefused(`Expected the name of a fault (${known}), found "${name}".`)
}

function startTimetable(
  parts: NetworkParts,
  _input: InputOf<'start-timetable'>,
  nowMs: number,
): AnswerTo<'start-timetable'> {
  const { timetable, faults } = parts
  if (timetable.startedAtMs !== null) {
    return commandRefused('The timetable has begun already; add-fault begins a fault of it again.')
  }
  if (timetable.size > faults.room)
    return commandRefused(
      `Expected room for the timetable's ${timetable.size} faults, found room for ${faults.room} more; end some first.`,
    )
  timetable.start(nowMs)
  return done({ faults: timetable.size }, beginDueFaults(parts, nowMs))
}

/** The IPv4 address that is meant, given in any spelling, as its IPv6 twin, or as a name of the zone. */
function addressOf({ zone }: NetworkParts, text: string): string | undefined {
  const meant = canonicalHost(text)
  if (isIpv4(meant)) return meant
  const found = zone.find(meant, 'A')
  // With several addresses there is no telling which one is meant.
  if (found.kind !== 'records' || found.records.length > 1) return undefined
  return found.records[0]?.address
}

function noAddress({ config }: NetworkParts, found: string): string {
  const known = config.appliances.map(({ name, address }) => `${name} has ${address}`).join(', ')
  return `Expected an address (${known}) or a name of the zone with just one, found "${found}".`
}
