import type { LabEvent, Role } from '@understudy/shared'
import { minute, originMs, second, Tape } from './tape.ts'

const address = '192.0.2.100'
const oldSoftware = { base: '3.2.4', site: '11.1.0' }
const newSoftware = { base: '3.3.2', site: '12.2.0' }
const swing = 'G2, Tornar o Aparelho B no Aparelho Principal'

/** The asynchronous upgrade of the default lab: two installations, a swing with a gap of 23 ms. */
export function asynchronousStream(): readonly LabEvent[] {
  const tape = prepared('asynchronous', 'Asynchronous upgrade of two appliances')
  tape.window('update-b', 'Window 1: update B and swing to it', () => {
    leaveRelationship(tape)
    tape.step('check-updates-b', 'Check for Updates on B', { on: 'b' })
    tape.step('update-b', 'Update B to the target', { on: 'b', evidence: installed('b') }, () => {
      install(tape, 'b', true)
    })
    tape.step('test-b', 'Two test machines reach B by their hosts file', {
      on: 'b',
      guide: 'G2, Verificar e Testar',
      evidence: ['a console of 12.2.0 logged in at b', 'session 6f2a… was recorded by b'],
    })
    warn(tape, 'untick-a', 'client-updates', '20 consoles update themselves at their next start.')
    swingToB(tape)
    tape.step('test-site', 'A session through the shared name', {
      guide: swing,
      evidence: ['answered by b'],
    })
    tape.step('pause', 'Wait until the second window', { guide: 'the lab' }, () => {
      tape.live(60 * minute, true, 'b')
    })
  })
  tape.window('update-a', 'Window 2: update A and re-establish', () => {
    tape.step('check-updates-a', 'Check for Updates on A', { on: 'a' })
    tape.step('update-a', 'Update A to the target', { on: 'a', evidence: installed('a') }, () => {
      install(tape, 'a', true, 'b')
    })
    tape.step('verify-a', 'A runs the target', { on: 'a', guide: 'G2, Actualizar o Aparelho A' })
    reestablish(tape, 'b', 'a')
  })
  return finished(tape)
}

/** The synchronous upgrade: the site is down while A installs. */
export function synchronousStream(): readonly LabEvent[] {
  const tape = prepared('synchronous', 'Synchronous upgrade of two appliances')
  tape.window('upgrade', 'The maintenance window', () => {
    leaveRelationship(tape)
    tape.step('update-a', 'Update A to the target', { on: 'a', evidence: installed('a') }, () => {
      const startedMs = tape.nowMs - originMs
      tape.tell('a', { name: 'users-disconnected', count: 20, reason: 'installing Base 3.3.2' })
      cutSessions(tape, 6)
      install(tape, 'a', false)
      tape.outage('probe-1', startedMs, tape.nowMs - originMs + 412, 'maintenance (503)')
    })
    tape.step('test-a', 'A session through the shared name', { guide: 'G2, Verificar e Testar' })
    tape.step('update-b', 'Update B to the target', { on: 'b', evidence: installed('b') }, () => {
      install(tape, 'b', true)
    })
    reestablish(tape, 'a', 'b')
  })
  return finished(tape)
}

/** 10.5 towards 10.6: what A recorded between the last sync and the swing is discarded (SYN-04). */
export function legacyStream(): readonly LabEvent[] {
  const tape = prepared('asynchronous', 'Asynchronous upgrade of two appliances', 'legacy')
  const gap = ['10044', '10045', '10046', '10047']
  tape.window('update-b', 'Window 1: update B and swing to it', () => {
    leaveRelationship(tape)
    tape.step('update-b', 'Update B to the target', { on: 'b' }, () => install(tape, 'b', true))
    warn(tape, 'untick-a', 'session-gap', '4 sessions of A do not merge and will be discarded.')
    swingToB(tape)
  })
  tape.window('update-a', 'Window 2: update A and re-establish', () => {
    tape.step('update-a', 'Update A to the target', { on: 'a' }, () =>
      install(tape, 'a', true, 'b'),
    )
    reestablish(tape, 'b', 'a')
    tape.tell('a', { name: 'sessions-discarded', count: gap.length, lsids: gap })
  })
  return finished(tape, gap)
}

function prepared(runbook: string, title: string, lab = 'default'): Tape {
  const tape = new Tape().start(runbook, title, lab)
  for (const name of ['a', 'b'])
    tape.tell(name, {
      name: 'appliance-started',
      ...oldSoftware,
      role: 'none',
      epoch: 0,
      afterCrash: false,
    })
  tape.tell('a', { name: 'address-enabled', address, epoch: 0 })
  owner(tape, 'a')
  establish(tape.wait(2 * second), 'a', 'b', 'r1')
  sync(tape, 'first', 10_000)
  tape.wait(second).ready(oldSoftware.base, oldSoftware.site)
  return tape.live(5 * minute, true)
}

function leaveRelationship(tape: Tape): void {
  tape.step('backup-a', 'Download Backup of A', { on: 'a', evidence: ['214 settings, 48 KiB'] })
  tape.step('sync-b', 'Sync Now on B', { on: 'b', evidence: ['digests agree'] }, () =>
    sync(tape, 'operator', 31),
  )
  warn(tape, 'break', 'no-redundancy', 'From here on until re-establishing there is no backup.')
  tape.step('break', 'Break Failover Relationships on B', { on: 'b' }, () => {
    const reason = 'operator' as const
    tape.tell('b', { name: 'relationship-broken', relationship: 'r1', reason, peerTold: true })
    tape.wait(2)
    role(tape, 'b', 'backup', 'none')
    role(tape, 'a', 'primary', 'none')
    for (const name of ['a', 'b'])
      tape.tell(name, { name: 'link-down', peer: 'peer', reason: 'relationship broken' })
  })
}

function swingToB(tape: Tape): void {
  const startedMs = tape.nowMs - originMs
  tape.step('untick-a', 'Untick Enabled of the shared IP on A', { on: 'a', guide: swing }, () => {
    tape.tell('a', { name: 'address-disabled', address })
    owner(tape, null)
    cutSessions(tape, 4)
  })
  tape.step('tick-b', 'Tick Enabled of the shared IP on B', { on: 'b', guide: swing }, () => {
    tape.tell('b', { name: 'address-enabled', address, epoch: 2 })
    owner(tape, 'b')
    tape.outage('probe-1', startedMs + 1, startedMs + 24, 'connection reset')
  })
}

function reestablish(tape: Tape, primary: string, backup: string): void {
  tape.step(
    'establish',
    `Establish Relationship on ${primary.toUpperCase()}`,
    { on: primary },
    () => establish(tape, primary, backup, 'r2'),
  )
  tape.step('first-sync', 'The first sync finishes by itself', { on: backup }, () => {
    tape.live(minute, true, primary)
    sync(tape, 'first', 640)
    tape.tell(backup, { name: 'sessions-merged', received: 240, sent: 28 })
  })
}

function finished(tape: Tape, lost: readonly string[] = []): readonly LabEvent[] {
  const versions = ['a', 'b'].map((appliance) => ({ appliance, ...newSoftware }))
  tape.audit(...lost).tell('conductor', { name: 'versions-after', versions })
  return tape.end().events
}

function install(tape: Tape, appliance: string, siteUp: boolean, serving = 'a'): void {
  const packages = [
    { package: 'Base 3.3.2', minutes: 15, after: { ...oldSoftware, base: newSoftware.base } },
    { package: 'Bomgar-12.2.0', minutes: 30, after: newSoftware },
  ]
  for (const { package: name, minutes, after } of packages) {
    const durationMs = minutes * minute
    tape.tell(appliance, { name: 'update-started', package: name, durationMs })
    tape.live(durationMs, siteUp, serving)
    tape.tell(appliance, { name: 'update-finished', package: name, ...after })
  }
}

function establish(tape: Tape, primary: string, backup: string, relationship: string): void {
  tape.tell(primary, { name: 'relationship-establishing', host: '192.0.2.11', port: 443 }).wait(18)
  for (const [name, peer, to] of [
    [primary, backup, 'primary'],
    [backup, primary, 'backup'],
  ] as const) {
    role(tape, name, 'none', to)
    const told = { relationship, peer, role: to, epoch: 1 }
    tape.tell(name, { name: 'relationship-established', ...told }, { name: 'link-up', peer })
  }
}

function sync(tape: Tape, trigger: 'first' | 'operator', recordsReceived: number): void {
  const durationMs = 300
  tape.tell('b', { name: 'sync-started', trigger }).wait(durationMs)
  tape.tell('b', {
    name: 'sync-finished',
    trigger,
    recordsReceived,
    recordsSent: 0,
    bytesReceived: recordsReceived * 1_000,
    blobsReceived: 2,
    digestsAgree: true,
    durationMs,
  })
}

function role(tape: Tape, appliance: string, from: Role, to: Role): void {
  tape.tell(appliance, { name: 'role-changed', from, to, epoch: 1, reason: 'operator' })
}

function owner(tape: Tape, name: string | null, ...others: readonly string[]): void {
  tape.tell('network', { name: 'traffic-owner', address, owner: name, others })
}

function warn(tape: Tape, step: string, code: string, message: string): void {
  tape.tell('conductor', { name: 'warning', step, code, message })
}

function cutSessions(tape: Tape, count: number): void {
  for (let i = 0; i < count; i++)
    tape.tell('clients', {
      name: 'session-cut',
      client: `rep-${i}`,
      lsid: `${i}`.padStart(32, 'c'),
      externalKey: `cut-${i}`,
      reason: 'the connection was reset',
    })
}

const installed = (appliance: string): readonly string[] => [
  `${appliance} runs Base 3.3.2 and Bomgar-12.2.0`,
  'installed in 45 min 0 s',
]
