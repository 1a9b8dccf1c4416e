import type { GroupCount, LabEvent, SwingMethod } from '@understudy/shared'
import { minute, originMs, second, Tape } from './tape.ts'

const site = 'support.example.com'
const [addressA, addressB] = ['192.0.2.10', '192.0.2.11']

/** A tape whose lab swings by that method; `throttle` = it has Jump Clients. */
export function tapeOf(
  swing: SwingMethod,
  throttle?: {
    count: number
    concurrentUpgradesMax: number | null
    connectionRateMax: number | null
  },
): Tape {
  const tape = new Tape().start('asynchronous', 'Asynchronous upgrade', swing)
  const [started] = tape.events
  if (started?.name === 'rehearsal-started')
    tape.events[0] = {
      ...started,
      swing,
      ...(throttle === undefined ? {} : { jumpClients: throttle }),
    }
  tape.tell('network', { name: 'site-leads-to', appliance: 'a', by: swing })
  return tape.wait(second).ready('3.2.4', '11.1.0').session('a')
}

/** Ten offices follow a DNS swing within the TTL of five minutes, but the tenth after an hour. */
export function dnsStream(): readonly LabEvent[] {
  const tape = tapeOf('dns')
  probes(tape, 10, 5 * minute)
  tape.window('window-1', 'Update B and swing to it', () => {
    tape.step('edit-dns', 'Edit the DNS entry', { on: 'network' }, () => {
      tape.tell('network', {
        name: 'record-changed',
        record: site,
        type: 'A',
        from: addressA,
        to: addressB,
        ttlMs: 300_000,
        serial: 2,
        by: 'operation',
      })
      tape.tell('network', { name: 'site-leads-to', appliance: 'b', by: 'dns' })
    })
    tape.step('propagate-dns', 'Wait until it has propagated', { on: 'network' }, () => {
      for (let n = 1; n <= 9; n++)
        moved(tape.wait(31 * second), n, "the resolver's cache (honour, 300 s) expired")
      fault(tape)
      moved(tape.wait(48 * minute), 10, "the resolver's cache (clamp, 3600 s) expired")
      tape.session('a')
    })
  })
  probes(tape, 10, 10 * minute)
  tape.tell('conductor', { name: 'population-counted', groups: mixedGroups })
  tape.tell('clients', {
    name: 'client-stranded',
    client: 'jump-17',
    group: 'active-jump-clients',
    reason: 'too old',
  })
  return tape.audit().end().events
}

export const mixedGroups: readonly GroupCount[] = [
  group('consoles', [14, 14, 0, 0, 0], { b: 14 }),
  group('msi-consoles', [2, 0, 0, 0, 2], { a: 2 }),
  group('active-jump-clients', [40, 36, 3, 1, 0], { a: 1, b: 39 }),
  group('clients-by-address', [3, 0, 3, 0, 0], { a: 3 }),
  group('jumpoints', [0, 0, 0, 0, 0], {}),
]

type Counts = readonly [
  total: number,
  upgraded: number,
  late: number,
  stranded: number,
  hand: number,
]

function group(name: GroupCount['group'], counts: Counts, at: Record<string, number>): GroupCount {
  const [total, upgraded, late, stranded, redeployByHand] = counts
  return { group: name, total, upgraded, late, stranded, redeployByHand, at }
}

function moved(tape: Tape, office: number, why: string, from = 'a', to: string | null = 'b'): void {
  tape.tell('network', { name: 'office-moved', office: `office-${office}`, from, to, why })
}

function fault(tape: Tape): void {
  const what = { fault: 'slow-branch', kind: 'latency' } as const
  const startedAtMs = tape.nowMs
  const path = { from: 'office-10', to: 'a', detail: '300 ms each way' }
  tape.tell('network', { name: 'fault-began', ...what, ...path })
  tape.wait(5 * minute)
  const end = { startedAtMs, connectionsHit: 12, reason: 'timetable' } as const
  tape.tell('network', { name: 'fault-ended', ...what, ...end })
}

/** What the probes of so many offices saw: nothing but good answers. */
export function probes(tape: Tape, offices: number, ms: number): void {
  const fromMs = tape.nowMs
  const toMs = tape.wait(ms).nowMs
  for (let n = 1; n <= offices; n++)
    tape.tell('clients', {
      name: 'availability',
      probe: `probe-${n}`,
      fromMs,
      toMs,
      ok: ms / 5_000,
      failed: 0,
    })
}

/** 5,000 Jump Clients come back after two minutes of maintenance, 50 a second, and are upgraded. */
export function stormStream(throttled: boolean): readonly LabEvent[] {
  const limit = throttled ? 50 : null
  const tape = tapeOf('shared-ip', {
    count: 5_000,
    concurrentUpgradesMax: limit,
    connectionRateMax: limit,
  })
  probes(tape, 1, 5 * minute)
  tape.window('window-1', 'Update A', () => {
    tape.step('update-a', 'Install each update on A', { on: 'a' }, () => tape.wait(2 * minute))
    tape.step('pause', 'Wait', {}, () => {
      const spans = throttled ? 60 : 8
      for (let i = 0; i < spans; i++) span(tape, i, spans, throttled)
    })
  })
  return tape.audit().end().events
}

function span(tape: Tape, i: number, spans: number, throttled: boolean): void {
  const fromMs = tape.nowMs
  const toMs = tape.wait(10 * second).nowMs
  const each = Math.ceil(5_000 / spans)
  const counts = throttled
    ? { attempts: 700 - i * 10, connected: 500 - i * 8, deferred: 150, failed: i < 3 ? 50 : 0 }
    : { attempts: 3_000 - i * 300, connected: 900, deferred: 0, failed: 2_100 - i * 300 }
  tape.tell('clients', {
    name: 'reconnections',
    group: 'active-jump-clients',
    fromMs,
    toMs,
    ...counts,
    upgraded: each,
  })
  const slow = throttled ? 40 + (i % 7) * 9 : 4_000 - i * 200
  tape.tell('clients', {
    name: 'requests-measured',
    fromMs,
    toMs,
    count: 200,
    failed: throttled ? 0 : 20,
    p50Ms: Math.round(slow / 5),
    p99Ms: slow,
    maxMs: slow * 2,
  })
}

/** By shared IP the second of two offices misses the announcement and believes A for a minute. */
export function lostAnnouncementStream(): readonly LabEvent[] {
  const tape = tapeOf('shared-ip')
  probes(tape, 2, minute)
  const address = '192.0.2.100'
  tape.window('window-1', 'Swing to B', () => {
    const startedMs = tape.nowMs - originMs
    tape.step('leave-a', 'Off on A', { on: 'a' }, () => {
      tape.tell('a', { name: 'address-disabled', address })
      tape.tell('network', { name: 'traffic-owner', address, owner: null, others: [] })
      tape.tell('network', { name: 'site-leads-to', appliance: null, by: 'shared-ip' })
    })
    tape.step('take-b', 'On on B', { on: 'b' }, () => {
      tape.tell('network', { name: 'traffic-owner', address, owner: 'b', others: [] })
      tape.tell('network', { name: 'site-leads-to', appliance: 'b', by: 'shared-ip' })
      tape.tell('network', {
        name: 'announcement-lost',
        address,
        appliance: 'b',
        neighbour: 'office-2',
      })
    })
    tape.step('wait', 'Wait', {}, () => {
      tape.outage('probe-1', startedMs, startedMs + 1_000, 'timeout')
      tape.outage('probe-2', startedMs, startedMs + 60_000, 'timeout')
      moved(tape, 1, 'b has announced 192.0.2.100')
      moved(tape, 2, 'its ARP entry (60 s) aged')
    })
  })
  probes(tape, 2, minute)
  return tape.audit().end().events
}

/** By NAT with connections that are kept: A records on until they have ended. */
export function natStream(onChange: 'keep' | 'cut'): readonly LabEvent[] {
  const tape = tapeOf('nat')
  probes(tape, 2, minute)
  tape.window('window-1', 'Swing to B', () => {
    tape.step('edit-nat', 'Edit the rule', { on: 'network' }, () => {
      tape.tell('network', {
        name: 'nat-rule-changed',
        publicAddress: '203.0.113.80',
        port: 443,
        from: addressA,
        to: addressB,
        onChange,
      })
      tape.tell('network', { name: 'site-leads-to', appliance: 'b', by: 'nat' })
    })
    tape.step('wait', 'Wait', {}, () => {
      if (onChange === 'keep') tape.wait(minute).session('a').wait(minute).session('a').session('b')
    })
  })
  return tape.audit().end().events
}

/** Both hold the shared address for a minute; B lets go, and office-2 believes it still for five minutes. */
export function splitBrainStream(): readonly LabEvent[] {
  const tape = tapeOf('shared-ip')
  probes(tape, 2, minute)
  const address = '192.0.2.100'
  tape.window('window-1', 'Split', () => {
    tape.step('both', 'Both', { on: 'b' }, () => {
      tape.tell('network', { name: 'traffic-owner', address, owner: 'a', others: ['b'] })
      tape.tell('network', {
        name: 'site-leads-to',
        appliance: 'a',
        others: ['b'],
        by: 'shared-ip',
      })
      moved(tape, 2, 'b has announced 192.0.2.100')
    })
    tape.wait(minute)
    tape.step('one', 'Only A', { on: 'b' }, () => {
      tape.tell('b', { name: 'address-disabled', address })
      tape.tell('network', { name: 'traffic-owner', address, owner: 'a', others: [] })
      tape.tell('network', { name: 'site-leads-to', appliance: 'a', by: 'shared-ip' })
      const from = tape.nowMs - originMs
      const why = 'its ARP cache still says b has 192.0.2.100'
      tape.tell('network', { name: 'office-moved', office: 'office-2', from: 'b', to: null, why })
      tape.wait(5 * minute)
      const aged = 'its ARP entry (600 s) aged'
      tape.tell('network', {
        name: 'office-moved',
        office: 'office-2',
        from: null,
        to: 'a',
        why: aged,
      })
      tape.outage('probe-2', from, tape.nowMs - originMs, 'timeout')
    })
  })
  probes(tape, 2, minute)
  return tape.audit().end().events
}

const edited = { name: 'record-changed', record: site, serial: 2, by: 'operation' } as const

/** The TTL is lowered two minutes before the swing, which is too late. */
export function ttlLoweredStream(): readonly LabEvent[] {
  const tape = tapeOf('dns')
  const lowered = { ttlMs: 30 * second, ttlBeforeMs: 60 * minute }
  tape.tell('network', { ...edited, type: 'A', from: addressA, to: addressA, ...lowered })
  probes(tape, 2, minute)
  tape.wait(2 * minute)
  tape.tell(
    'network',
    { ...edited, type: 'A', from: addressA, to: addressB, ttlMs: 30 * second },
    { name: 'site-leads-to', appliance: 'b', by: 'dns' },
  )
  return tape.audit().end().events
}

/** B's address in IPv6 beside A's in IPv4. */
export function twoRecordsStream(): readonly LabEvent[] {
  const tape = tapeOf('dns')
  probes(tape, 2, minute)
  const added = { type: 'AAAA', from: 'none', to: '2001:db8::c000:20b', ttlMs: minute } as const
  tape.window('window-1', 'Half a swing', () => {
    tape.step('add', 'Add an AAAA', { on: 'network' }, () => {
      tape.tell(
        'network',
        { ...edited, ...added },
        { name: 'site-leads-to', appliance: 'b', others: ['a'], by: 'dns' },
      )
      moved(tape, 1, 'the name has an address in IPv6 now')
      tape.wait(minute)
    })
  })
  return tape.audit().end().events
}
