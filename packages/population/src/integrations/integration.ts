import {
  type ExtractedSession,
  MemoryDatabase,
  nextPullAtMs,
  Pull,
  type Pulled,
  type PullInput,
  type PullStep,
  pathOf,
  type Question,
} from '@understudy/integration-model'
import {
  type ClientEffect,
  type ClientGroup,
  type ClientInput,
  columnFor,
  type IntegrationConfig,
  integrationAccountOf,
  type PopulationConfig,
  type PullDecisions,
  pullDecisions,
} from '@understudy/shared'
import type { Fate, InstalledMember } from '../contract.ts'
import { isKeyOf } from '../session-keys.ts'

/** A report may take a while. */
const requestTimeoutMs = 60_000

/** How its process is killed: now (null) or in its next report, and for how long it does not run. */
export interface Death {
  readonly inReport: 'before-store' | 'after-store' | null
  readonly downMs: number
}

/**
 * An Integration Client, or a program of the customer's own that pulls as it does (IC-01): its core and a database in memory,
 * over requests of its own. An update of the site leaves it as it was: it goes on, or fails until somebody reinstalls it
 * (CLI-05).
 */
export class Integration implements InstalledMember {
  readonly name: string
  readonly group: ClientGroup
  readonly office: string | null
  readonly finished = false
  /** It is no client of the site’s pages: nobody removes it with them. */
  readonly isRemoved = false
  readonly sessionsUnderWay = 0
  readonly #config: IntegrationConfig
  readonly #population: PopulationConfig
  readonly #dialsFrom: string
  readonly #decisions: PullDecisions
  readonly #database: MemoryDatabase
  #column: 'integer' | 'text'
  #namespaces: IntegrationConfig['namespaces']
  #pull: Pull | null = null
  /** The address it is set to; null = the site's name. */
  #address: string | null
  #requests = 0
  #failuresInARow = 0
  #failure = ''
  #last: Pulled | null = null
  /** It is to be killed in its next report. */
  #dying: Death | null = null
  #downUntilMs = 0
  /** The appliance that answered last, by its name in the lab, is not told to it: it knows a GUID. */
  readonly appliance = null

  constructor(
    config: IntegrationConfig,
    office: string,
    population: PopulationConfig,
    decisions: PullDecisions = pullDecisions,
  ) {
    this.name = config.name
    this.group = config.kind === 'integration-client' ? 'integration-clients' : 'integrations'
    this.office = config.setBy === 'name' ? office : null
    this.#config = config
    this.#decisions = decisions
    this.#database = new MemoryDatabase(decisions)
    this.#population = population
    this.#dialsFrom = office
    const { appliances, servedBy } = population
    const first = appliances.find(({ name }) => name === servedBy)
    this.#address = config.setBy === 'address' ? (first?.address ?? null) : null
    this.#column = config.lsids ?? columnFor(population.siteVersion)
    this.#namespaces = config.namespaces
  }

  /** What it holds. */
  get sessions(): readonly ExtractedSession[] {
    return this.#database.sessions
  }

  /** What its last pull came to; null = none yet. */
  get lastPull(): Pulled | null {
    return this.#last
  }

  get isPulling(): boolean {
    return this.#pull !== null
  }

  fateAt(): Fate {
    return isBroken(this.#failure) ? 'redeploy-by-hand' : 'upgraded'
  }

  remove(): null {
    return null
  }

  /** The vendor's new client reads every version; one's own program is mended to do so. */
  redeploy(_siteVersion: string, nowMs: number): readonly ClientEffect[] | null {
    if (!isBroken(this.#failure)) return null
    this.#column = 'text'
    this.#namespaces = 'ignores'
    this.#failure = ''
    return this.pullNow(nowMs)
  }

  get isSetByAddress(): boolean {
    return this.#address !== null
  }

  /** Somebody sets it to another address, if it is set by one. */
  setTo(address: string): void {
    if (this.#address !== null) this.#address = address
  }

  pullNow(nowMs: number): readonly ClientEffect[] {
    const effects: ClientEffect[] = []
    if (nowMs < this.#downUntilMs) this.#last = killed(this.#last?.appliance ?? '')
    else if (this.#pull === null) this.#begin(nowMs, effects)
    return effects
  }

  /** SIGKILL: what it holds in memory is gone, its database stays. It starts again by itself. */
  kill(death: Death, nowMs: number): readonly ClientEffect[] {
    const effects: ClientEffect[] = []
    if (death.inReport === null) this.#die(death, nowMs, effects)
    else this.#dying = death
    return effects
  }

  step(input: ClientInput, nowMs: number): readonly ClientEffect[] {
    const effects: ClientEffect[] = []
    if (input.kind === 'start') this.#setTimer(nowMs, effects)
    else if (input.kind === 'timer') {
      if (this.#pull === null) this.#begin(nowMs, effects)
    } else if (input.kind === 'answer') this.#onAnswer(input, nowMs, effects)
    else if (input.kind === 'request-failed' && this.#isCurrent(input.request)) {
      const failure = { code: 'unreachable', detail: input.reason } as const
      this.#tell({ kind: 'failed', failure }, nowMs, effects)
    }
    return effects
  }

  #begin(nowMs: number, effects: ClientEffect[]): void {
    const { overlapSeconds: overlapS } = this.#config
    const options = { lsidColumn: this.#column, namespaces: this.#namespaces, overlapS }
    this.#pull = new Pull(options, this.#database.resume, this.#decisions)
    this.#carryOut(this.#pull.begin(), nowMs, effects)
  }

  #onAnswer(
    { request, status, body }: Extract<ClientInput, { kind: 'answer' }>,
    nowMs: number,
    effects: ClientEffect[],
  ): void {
    if (!this.#isCurrent(request)) return
    if (status !== 200 || body === undefined) {
      const failure = { code: 'answered-otherwise', detail: `HTTP ${status}` } as const
      this.#tell({ kind: 'failed', failure }, nowMs, effects)
      return
    }
    this.#tell({ kind: 'piece', text: body }, nowMs, effects)
    if (this.#isCurrent(request)) this.#tell({ kind: 'answered' }, nowMs, effects)
  }

  #tell(input: PullInput, nowMs: number, effects: ClientEffect[]): void {
    if (this.#pull !== null) this.#carryOut(this.#pull.step(input), nowMs, effects)
  }

  #carryOut(step: PullStep, nowMs: number, effects: ClientEffect[]): void {
    if (step?.kind === 'ask') this.#ask(step.question, effects)
    else if (step?.kind === 'done') this.#onDone(step.pulled, nowMs, effects)
    else if (step?.kind === 'store') {
      const { resume } = step.batch
      if (this.#decisions.movesOnBeforeRows()) this.#database.store({ sessions: [], resume })
      if (this.#dying?.inReport === 'before-store') {
        this.#die(this.#dying, nowMs, effects)
        return
      }
      const news = this.#database.store(step.batch)
      const added = news.length
      if (added > 0) effects.push(this.#pulledEvent(this.#pull?.appliance ?? '', added, news))
      if (this.#dying === null) this.#tell({ kind: 'stored', added }, nowMs, effects)
      else this.#die(this.#dying, nowMs, effects)
    }
  }

  #die({ downMs }: Death, nowMs: number, effects: ClientEffect[]): void {
    this.#dying = null
    if (this.#pull !== null) this.#onDone(killed(this.#pull.appliance), nowMs, effects)
    this.#failuresInARow = 0
    this.#downUntilMs = nowMs + downMs
    effects.push({ kind: 'set-timer', timer: `${this.name}/pull`, atMs: this.#downUntilMs })
  }

  /** By name those that its own population asked for: a first pull may bring a hundred thousand of before. */
  #pulledEvent(appliance: string, added: number, news: readonly ExtractedSession[]): ClientEffect {
    const { name: client, group } = this
    const sessions = news
      .filter(({ externalKey }) => isKeyOf(this.#population.seed, externalKey))
      .map(({ lsid, externalKey }) => ({ lsid, externalKey }))
    const event = { name: 'sessions-pulled', client, group, appliance, added, sessions } as const
    return { kind: 'record', event }
  }

  #ask(question: Question, effects: ClientEffect[]): void {
    const { seed, siteHostname } = this.#population
    this.#requests += 1
    effects.push({
      kind: 'request',
      request: this.#request,
      host: this.#address ?? siteHostname,
      office: this.#dialsFrom,
      timeoutMs: requestTimeoutMs,
      path: pathOf(question, integrationAccountOf(seed)),
    })
  }

  #onDone(pulled: Pulled, nowMs: number, effects: ClientEffect[]): void {
    this.#pull = null
    this.#last = pulled
    const { failure } = pulled
    this.#failuresInARow = failure === null ? 0 : this.#failuresInARow + 1
    if (failure !== null && failure.code !== this.#failure) {
      const { name: client, group } = this
      const { code, detail } = failure
      const event = { name: 'pull-failed', client, group, code, detail } as const
      effects.push({ kind: 'record', event })
    }
    // Whoever looks sees that it gets there again, also if nothing is new.
    if (failure === null && this.#failure !== '' && pulled.added === 0)
      effects.push(this.#pulledEvent(pulled.appliance, 0, []))
    this.#failure = failure?.code ?? ''
    this.#setTimer(nowMs, effects)
  }

  #setTimer(nowMs: number, effects: ClientEffect[]): void {
    const atMs = nextPullAtMs(nowMs, this.#config.pullEveryMs, this.#failuresInARow)
    effects.push({ kind: 'set-timer', timer: `${this.name}/pull`, atMs })
  }

  #isCurrent(request: string): boolean {
    return this.#pull !== null && request === this.#request
  }

  get #request(): string {
    return `${this.name}/${this.#requests}`
  }
}

/** What a pull came to that ended with its process. */
const killed = (appliance: string): Pulled => {
  const failure = { code: 'unreachable', detail: 'the client was killed' } as const
  return { appliance, seen: 0, added: 0, failure }
}

/** What only another version of the program mends; the rest passes. */
const isBroken = (failure: string): boolean =>
  failure === 'lsid-not-integer' || failure === 'no-session-list'
