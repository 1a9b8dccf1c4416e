import {
  Appliance,
  type ApplianceConfig,
  type ApplianceEffect,
  type ApplianceInput,
  type ApplianceTimer,
  Driver,
  type SiteTerms,
  type UpdateWork,
  type UpdateWorkDone,
} from '@understudy/appliance-core'
import { type OpenStore, openStore } from '@understudy/appliance-store'
import {
  type ApplianceStatus,
  type Caller,
  type ClientMessage,
  createRandom,
  defaultInstallationModel,
  findPackage,
  initialCredential,
  initialPassword,
  labOwner,
  type OpenedPackage,
  type OperationName,
  type Outcome,
  type ServerMessage,
} from '@understudy/shared'

const startMs = 1_351_980_000_000
const guid = 'a'.repeat(32)

type Hello = Extract<ClientMessage, { type: 'hello' }>

/** An appliance alone, in a time that the test tells: inputs in, effects kept. */
export class OneAppliance {
  readonly store: OpenStore
  readonly appliance: Appliance
  readonly effects: ApplianceEffect[] = []
  /** How many transactions wrote Jump Clients. */
  listWrites = 0
  nowMs = startMs
  isCarrying = true
  readonly #carried: ApplianceInput[] = []
  readonly #driver: Driver
  readonly #timers = new Map<ApplianceTimer, number>()
  /** What the machine and the update server have done for updates and not told yet; nothing if they are silent. */
  readonly #done: UpdateWorkDone[] = []
  isUpdateServerSilent = false
  #connections = 0
  #requests = 0

  constructor(site: Partial<SiteTerms> = {}, version = '11.1.0', store = openStore(':memory:')) {
    this.store = store
    const put = store.jumpClients.put.bind(store.jumpClients)
    store.jumpClients.put = (rows) => {
      this.listWrites += 1
      put(rows)
    }
    const appliance = new Appliance(configOf(site, version), store, createRandom(1))
    this.appliance = appliance
    this.#driver = new Driver({ appliance, store, perform: (effect) => this.#perform(effect) })
    this.give({ kind: 'started' })
  }

  give(...inputs: readonly ApplianceInput[]): void {
    this.#driver.handle(inputs, this.nowMs)
    if (this.isCarrying) this.carry()
  }

  /** Does what the carrier does with passwords; by itself unless {@link isCarrying} is false. */
  carry(): void {
    for (let input = this.#carried.shift(); input !== undefined; input = this.#carried.shift())
      this.#driver.handle([input], this.nowMs)
    for (let done = this.#done.shift(); done !== undefined; done = this.#done.shift())
      this.#driver.handle([{ kind: 'update-work-done', done }], this.nowMs)
  }

  /** Lets time pass, with its timers. */
  pass(ms: number): void {
    const untilMs = this.nowMs + ms
    for (;;) {
      const due = [...this.#timers].filter(([, atMs]) => atMs <= untilMs)
      const next = due.sort((a, b) => a[1] - b[1])[0]
      if (next === undefined) break
      this.#timers.delete(next[0])
      this.nowMs = Math.max(this.nowMs, next[1])
      this.give({ kind: 'timer', timer: next[0] })
    }
    this.nowMs = untilMs
  }

  /** Connects and says hello; answers the connection's name. */
  hello(kind: Hello['kind'], name: string, fields: Partial<Hello> = {}): string {
    this.#connections += 1
    const connection = `client-${this.#connections}`
    this.say(connection, { type: 'hello', kind, name, version: '11.1.0', ...fields })
    return connection
  }

  say(connection: string, message: ClientMessage): void {
    this.give({ kind: 'client-message', connection, message })
  }

  /** The client hangs up. */
  close(connection: string): void {
    this.give({ kind: 'client-closed', connection })
  }

  /** What that connection was told, the last first left out. */
  told(connection: string): readonly ServerMessage[] {
    return this.effects.flatMap((e) =>
      e.kind === 'send-client' && e.connection === connection ? [e.message] : [],
    )
  }

  /** In short: "welcome", "upgrade", or why not. */
  answer(connection: string): string {
    const [first] = this.told(connection)
    if (first?.type === 'refused') return first.code
    return first?.type === 'come-back' ? first.reason : (first?.type ?? 'nothing')
  }

  isClosed(connection: string): boolean {
    return this.effects.some((e) => e.kind === 'close-client' && e.connection === connection)
  }

  invoke<T = Record<string, never>>(
    operation: OperationName,
    input: unknown = {},
    caller: Caller = labOwner,
  ): Outcome<T> {
    const outcome = this.answerTo<T>(this.ask(operation, input, caller))
    if (outcome === undefined) throw new Error(`${operation} was not answered`)
    return outcome
  }

  /** Asks for an operation that may be answered later; answers the request's name. */
  ask(operation: OperationName, input: unknown = {}, caller: Caller = labOwner): string {
    this.#requests += 1
    const request = `request-${this.#requests}`
    this.give({ kind: 'operation', request, operation, input, caller })
    return request
  }

  /** What that request was answered; undefined = nothing yet. */
  answerTo<T = unknown>(request: string): Outcome<T> | undefined {
    for (const e of this.effects)
      if (e.kind === 'answer' && e.request === request) return e.outcome as Outcome<T>
    return undefined
  }

  status(): ApplianceStatus {
    const outcome = this.invoke<ApplianceStatus>('status')
    if (!outcome.ok) throw new Error(outcome.refusal.message)
    return outcome.value
  }

  /** Installs that package, to its end. */
  update(name: string): void {
    const outcome = this.invoke('install-update', { package: name, acceptEula: true })
    if (!outcome.ok) throw new Error(outcome.refusal.message)
    this.pass(3_600_000)
  }

  #perform(effect: ApplianceEffect): void {
    this.effects.push(effect)
    if (effect.kind === 'set-timer') this.#timers.set(effect.timer, effect.atMs)
    else if (effect.kind === 'clear-timer') this.#timers.delete(effect.timer)
    else if (effect.kind === 'update-work') {
      if (!this.isUpdateServerSilent) this.#done.push(...doneWork(effect.work))
    } else this.#carried.push(...carriedBy(effect, this.effects.length))
  }
}

/** An update server that has every package, each genuine and for this box. */
function doneWork(work: UpdateWork): readonly UpdateWorkDone[] {
  const opened = (name: string): OpenedPackage => {
    const target = findPackage(name)
    return {
      state: 'genuine',
      manifest: {
        package: name,
        kind: target?.kind ?? 'site',
        version: target?.version ?? '0',
        build: 1,
        appliance: guid,
        primaryHostname: 'support.example.com',
        licences: 3,
        licencesExpireAtMs: null,
        validUntilMs: startMs * 2,
        payloadBytes: 0,
        payloadSha512: '0'.repeat(128),
      },
    }
  }
  switch (work.kind) {
    case 'ask': {
      const value = { offers: [], opened: opened(work.question.package) }
      return [{ kind: 'asked', request: work.request, outcome: { ok: true, value } }]
    }
    case 'open':
      return [{ kind: 'opened', request: work.request, opened: opened(work.file) }]
    case 'seal-key':
      return [{ kind: 'sealed', request: work.request, key: 'a key' }]
    case 'unpack':
      return [{ kind: 'unpacked', trouble: null }]
    case 'drop':
    case 'tidy':
      return []
  }
}

/** What a carrier answers to an effect about passwords; a credential is the password itself here. */
function carriedBy(effect: ApplianceEffect, count: number): readonly ApplianceInput[] {
  if (effect.kind === 'verify-password') {
    const { job, password, credential } = effect
    const isRight =
      credential === initialCredential
        ? password === initialPassword
        : credential === `=${password}`
    return [{ kind: 'password-verified', job, isRight }]
  }
  if (effect.kind === 'hash-password')
    return [{ kind: 'password-hashed', job: effect.job, credential: `=${effect.password}` }]
  if (effect.kind !== 'make-secrets') return []
  const secrets = Array.from({ length: effect.count }, (_, i) => {
    const text = `secret-${count}-${i}`
    return { text, digest: `digest of ${text}` }
  })
  return [{ kind: 'secrets-made', job: effect.job, secrets }]
}

function configOf(site: Partial<SiteTerms>, version: string): ApplianceConfig {
  return {
    name: 'a',
    guid,
    hostname: 'a.example.com',
    siteHostname: 'support.example.com',
    tlsPort: 443,
    addresses: [{ address: '192.0.2.10', shared: false, enabled: true }],
    software: { base: '3.3.2', site: version },
    installation: defaultInstallationModel,
    site: { licences: 3, starter: false, versionsMissedMax: 3, packageBytes: 1_000, ...site },
  }
}
