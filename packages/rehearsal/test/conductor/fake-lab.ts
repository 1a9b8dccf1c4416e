import {
  accepted,
  availableUpdates,
  type ConductorEvent,
  capabilitiesOf,
  findPackage,
  type LabCommand,
  type LabConfig,
  type LabEvent,
  type OperationName,
  type Outcome,
  refusal,
  refused,
} from '@understudy/shared'
import {
  Conductor,
  type ConductorEffect,
  type ConductorInput,
  type Heard,
  type Runbook,
} from '../../src/index.ts'
import { applianceOf, type FakeAppliance, join, type PairName } from './fake-appliance.ts'
import { networkStatusOf } from './fake-network-status.ts'

const minute = 60_000
export const preSharedKey = 'tulip-harbour-93-kite'

/** What a test changes in the course of things; undefined = as usual, 'silent' = never answered. */
export interface Script {
  readonly onInvoke?: (call: Invoked, lab: FakeLab) => Outcome<unknown> | 'silent' | undefined
  /** The rehearsal is attended, and this is what people say to each question, a second later. */
  readonly onAwaited?: (asked: Awaited, lab: FakeLab) => PersonSays
  readonly onCommand?: (command: LabCommand, lab: FakeLab) => Outcome<unknown> | undefined
}

type Awaited = Extract<ConductorEvent, { name: 'person-awaited' }>
type PersonSays = Extract<ConductorInput, { kind: 'person' }>

export interface Invoked {
  readonly appliance: PairName
  readonly operation: OperationName
  readonly input: unknown
}

/** Two scripted appliances and their clients: enough of the product that a runbook can be played. */
export class FakeLab {
  readonly config: LabConfig
  readonly script: Script
  readonly a: FakeAppliance
  readonly b: FakeAppliance
  readonly told: ConductorEvent[] = []
  /** What the conductor was told, in order. */
  readonly heard: Heard[] = []
  readonly invoked: Invoked[] = []
  readonly acknowledged: string[] = []
  readonly kept = new Map<string, string>()
  nowMs = 0
  statusCallsMax = 0
  #statusCalls = new Map<PairName, number>()
  #queue: { atMs: number; input: () => ConductorInput | undefined }[] = []
  #cleared = new Set<string>()
  #clientsWork = false
  #ledTo: PairName = 'a'
  staleOffices = 0
  readonly obeyed: LabCommand[] = []

  constructor(config: LabConfig, script: Script = {}) {
    this.config = config
    this.script = script
    this.nowMs = config.startsAtMs
    this.a = applianceOf(config, 'a')
    this.b = applianceOf(config, 'b')
  }

  /** Plays the runbook to its end; the last effect's outcome and reason. */
  play(runbook: Runbook): { outcome: string; reason: string } {
    const { config: lab } = this
    const attended = this.script.onAwaited !== undefined
    const plan = { runbook, lab, world: 'virtual', seed: 's', preSharedKey, attended } as const
    const conductor = new Conductor(plan)
    this.#later(0, () => ({ kind: 'start' }))
    for (;;) {
      const next = this.#queue.shift()
      if (next === undefined) throw new Error('the conductor waits for nothing')
      this.nowMs = next.atMs
      const input = next.input()
      if (input === undefined) continue
      this.heard.push({ atMs: this.nowMs, input })
      for (const effect of conductor.step(input, this.nowMs)) {
        if (effect.kind === 'finished') return { outcome: effect.outcome, reason: effect.reason }
        this.#perform(effect)
      }
    }
  }

  named<N extends ConductorEvent['name']>(name: N): Extract<ConductorEvent, { name: N }>[] {
    return this.told.filter((e): e is Extract<ConductorEvent, { name: N }> => e.name === name)
  }

  /** An event, 1 ms from now. */
  tell(source: string, event: object): void {
    this.#later(1, () => ({
      kind: 'event',
      event: { ...event, source, atMs: this.nowMs } as LabEvent,
    }))
  }

  /** Runs something later, unseen by the conductor. */
  after(ms: number, action: () => void): void {
    this.#later(ms, () => {
      action()
      return undefined
    })
  }

  #perform(effect: Exclude<ConductorEffect, { kind: 'finished' }>): void {
    switch (effect.kind) {
      case 'record':
        this.told.push(effect.event)
        if (effect.event.name === 'person-awaited') this.#answer(effect.event)
        return
      case 'set-timer': {
        const { timer, atMs } = effect
        this.#later(atMs - this.nowMs, () =>
          this.#cleared.has(timer) ? undefined : { kind: 'timer', timer },
        )
        return
      }
      case 'keep':
        this.kept.set(effect.file, effect.text)
        return
      case 'clear-timer':
        this.#cleared.add(effect.timer)
        return
      case 'command': {
        const result = this.script.onCommand?.(effect.command, this) ?? this.#obey(effect.command)
        this.#later(1, () => ({ kind: 'answer', call: effect.call, outcome: result }))
        return
      }
      case 'invoke':
        this.#invoke(effect)
    }
  }

  /** A person says something. */
  say(input: PersonSays): void {
    this.#later(1, () => input)
  }

  #answer(asked: Awaited): void {
    const said = this.script.onAwaited?.(asked, this)
    if (said !== undefined) this.#later(1_000, () => said)
  }

  #invoke(effect: Extract<ConductorEffect, { kind: 'invoke' }>) {
    const { call, operation, input, keepAs } = effect
    if (keepAs !== undefined) this.kept.set(keepAs, `the file that ${effect.appliance} gave`)
    const appliance = effect.appliance === 'a' ? 'a' : 'b'
    this.invoked.push({ appliance, operation, input })
    const outstanding = (this.#statusCalls.get(appliance) ?? 0) + (operation === 'status' ? 1 : 0)
    this.#statusCalls.set(appliance, outstanding)
    this.statusCallsMax = Math.max(this.statusCallsMax, outstanding)
    const outcome =
      this.script.onInvoke?.({ appliance, operation, input }, this) ??
      this.#operate(appliance, operation, input as Record<string, never>)
    if (outcome === 'silent') return
    this.#later(1, () => {
      if (operation === 'status') this.#statusCalls.set(appliance, outstanding - 1)
      return { kind: 'answer', call, outcome }
    })
  }

  #operate(
    name: PairName,
    operation: OperationName,
    input: Record<string, never>,
  ): Outcome<unknown> {
    const me = this[name]
    const peer = name === 'a' ? this.b : this.a
    const { status } = me
    switch (operation) {
      case 'status': {
        const sessions = {
          ...status.sessions,
          stored: me.sessions.length,
          ownSinceSync: me.ownSinceSync.length,
        }
        return accepted({ ...status, sessions })
      }
      case 'set-pre-shared-key':
        status.hasPreSharedKey = true
        return accepted({})
      case 'prove-pre-shared-key':
        return accepted({ proof: 'ab'.repeat(32) })
      case 'set-address-enabled':
        status.addresses = status.addresses.map((a) =>
          a.address === input['address'] ? { ...a, enabled: input['enabled'] ?? false } : a,
        )
        this.tell(name, { name: `address-${input['enabled'] ? 'en' : 'dis'}abled`, ...input })
        this.#tellLead()
        return accepted({})
      case 'establish-relationship':
        join(status, 'primary')
        this.after(5, () => {
          join(peer.status, 'backup')
          this.tell(peer.status.name, { name: 'link-up', peer: name })
        })
        return accepted({ relationship: 'r', role: 'primary', epoch: 1 })
      case 'break-relationship':
        for (const one of [me, peer])
          Object.assign(one.status, { relationship: null, role: 'none' })
        this.tell(name, { name: 'relationship-broken', reason: 'operator', peerTold: true })
        return accepted({ peerTold: true })
      case 'sync-now':
        status.sync = { ...status.sync, state: 'running' }
        this.after(200, () => this.#sync(name, me, peer))
        return accepted({ started: true })
      case 'check-for-updates':
        return accepted({
          updates: availableUpdates(status).map((u) => ({
            ...u.package,
            installable: u.refusal === null,
            reason: u.refusal?.message ?? '',
            primaryHostname: 'support.example.com',
            licences: 1,
            licencesExpireAtMs: null,
            source: 'update-server',
          })),
        })
      case 'install-update':
        return this.#install(name, String(input['package']))
      case 'download-backup':
        return accepted({
          file: 'file-1',
          settings: 1,
          site: status.site,
          sessions: 0,
          storedSessions: 0,
        })
      case 'export-certificate':
        return accepted({ certificate: 'factory', file: 'file-2', encrypted: true, warning: '' })
      case 'export-jump-clients':
        return accepted({ csv: '', count: 0 })
      case 'find-sessions': {
        const { sessions } = input as { sessions?: { externalKey: string }[] }
        return accepted({
          missing: (sessions ?? []).filter((s) => !me.sessions.includes(s.externalKey)),
        })
      }
      default:
        return accepted({})
    }
  }

  /** The backup takes what it lacks, and gives what merges (SYN-03, SYN-04). */
  #sync(name: PairName, backup: FakeAppliance, primary: FakeAppliance): void {
    const legacy = backup.ownSinceSync.filter((key) => key.startsWith('legacy'))
    const kept = backup.sessions.filter((key) => !legacy.includes(key))
    primary.sessions = [...new Set([...primary.sessions, ...kept])]
    backup.sessions = [...primary.sessions]
    backup.ownSinceSync = []
    primary.ownSinceSync = []
    backup.status.sync = {
      ...backup.status.sync,
      state: 'idle',
      lastResult: 'success',
      digestsAgree: true,
      lastFinishedAtMs: this.nowMs,
    }
    this.tell(name, {
      name: 'sync-finished',
      recordsReceived: 3,
      recordsSent: kept.length,
      blobsReceived: 0,
      digestsAgree: true,
    })
  }

  #install(name: PairName, wanted: string): Outcome<unknown> {
    const { status } = this[name]
    const found = findPackage(wanted)
    if (found === undefined) return refused(refusal('unknown-package', { found: wanted }))
    const durationMs = (found.kind === 'base' ? 15 : 30) * minute
    status.installation = {
      package: wanted,
      startedAtMs: this.nowMs,
      endsAtMs: this.nowMs + durationMs,
      step: 'checking',
      done: [],
      state: 'running',
    }
    status.state = 'maintenance'
    this.after(durationMs, () => {
      Object.assign(status, { installation: null, state: 'serving', [found.kind]: found.version })
      this.tell(name, { name: 'update-finished', package: wanted })
    })
    return accepted({ package: wanted, durationMs })
  }

  /** Where clients of the site are led, whatever the method. */
  get siteLeadsTo(): string | null {
    return this.#owner()?.status.name ?? null
  }

  #obey(command: LabCommand): Outcome<unknown> {
    this.obeyed.push(command)
    if (command.kind === 'network-status') return { ok: true, value: networkStatusOf(this) }
    if (command.kind === 'set-record' || command.kind === 'set-nat-rule') {
      this.#ledTo = command.input.address === this.addressOf('b') ? 'b' : 'a'
      // As with resolvers: one office follows a while later, and the network tells of it.
      this.staleOffices = 1
      this.after(20 * minute, () => {
        this.staleOffices = 0
      })
      this.#tellLead()
    }
    if (command.kind === 'log-in-again') return { ok: true, value: { count: 3, later: 1 } }
    if (command.kind === 'call-jump-client')
      return accepted({ jumpClient: 'jump-1', appliance: this.siteLeadsTo ?? '', lsid: 'test' })
    if (command.kind === 'count-population') return { ok: true, value: { groups: [] } }
    if (command.kind === 'start-clients') {
      this.#clientsWork = true
      this.after(minute, () => this.#recordSession())
    }
    if (command.kind === 'wind-down-clients') this.#clientsWork = false
    if (command.kind === 'list-acknowledged')
      return { ok: true, value: this.acknowledged.map((key) => ({ lsid: key, externalKey: key })) }
    if (command.kind !== 'run-site-test') return { ok: true, value: null }
    const appliance = command.input.appliance ?? this.#owner()?.status.name ?? ''
    return {
      ok: true,
      value: { passed: true, appliance, consoleVersion: '12.2.0', lsid: 'test', reason: '' },
    }
  }

  /** One a minute, by whoever has the shared address. */
  #recordSession(): void {
    if (!this.#clientsWork) return
    const owner = this.#owner()
    if (owner?.status.state === 'serving') {
      const kind = capabilitiesOf(owner.status.site).sessionsMerge ? 'session' : 'legacy'
      const key = `${kind}-${this.acknowledged.length + 1}`
      this.acknowledged.push(key)
      owner.sessions.push(key)
      owner.ownSinceSync.push(key)
      this.tell(owner.status.name, { name: 'session-recorded', lsid: key })
    }
    this.after(minute, () => this.#recordSession())
  }

  #tellLead(): void {
    this.tell('network', { name: 'site-leads-to', appliance: this.siteLeadsTo, by: 'dns' })
  }

  #owner(): FakeAppliance | undefined {
    if (this.config.network.swing !== 'shared-ip') return this[this.#ledTo]
    return [this.a, this.b].find(({ status }) =>
      status.addresses.some((a) => a.shared && a.enabled),
    )
  }

  addressOf(name: PairName): string {
    return this.config.network.appliances.find((a) => a.name === name)?.address ?? ''
  }

  #later(ms: number, input: () => ConductorInput | undefined): void {
    const atMs = this.nowMs + ms
    const after = this.#queue.findIndex((item) => item.atMs > atMs)
    this.#queue.splice(after === -1 ? this.#queue.length : after, 0, { atMs, input })
  }
}
