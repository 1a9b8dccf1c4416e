import type {
  ClientEffect,
  ClientEvent,
  ClientInput,
  ClientsConfig,
  SiteTestResult,
} from '@understudy/shared'
import { Representative } from './consoles/representative.ts'
import type { Member } from './contract.ts'
import { Customer } from './customer.ts'
import { type HostsFile, lookUpHost } from './hosts-file.ts'
import { testKey, testKeyPrefix } from './session-keys.ts'

/** A test without a result by then has failed. */
const giveUpMs = 120_000

export interface SiteTestOptions {
  readonly name: string
  /** The runbook's name for it. */
  readonly test: string
  readonly siteHostname: string
  /** For both machines: if it names the site, its address is dialled under the site's name (NET-06). */
  readonly hosts: HostsFile
  readonly office: string
  /** The appliance that must answer; null = any. */
  readonly appliance: string | null
  readonly clients: ClientsConfig
  readonly seed: string
  /** The version of machine 1's console, null = not installed yet. */
  readonly consoleVersion: string | null
}

/**
 * The guides' two test machines: machine 1 opens a console, which updates itself to the version it finds; once it is
 * logged in, machine 2 asks for a session. Passed when machine 2 is told that its session is recorded; through the
 * site, a production representative may have taken it.
 */
export class SiteTest implements Member {
  readonly name: string
  readonly #options: SiteTestOptions
  readonly #console: Representative
  readonly #customer: Customer
  #result: SiteTestResult | null = null
  #asked = false
  #closed = false

  constructor(options: SiteTestOptions) {
    const { name, office, clients, seed } = options
    const host = lookUpHost(options.hosts, options.siteHostname)
    this.name = name
    this.#options = options
    this.#console = new Representative({
      name: `${name}/console`,
      host,
      office,
      clients,
      seed,
      kind: 'ordinary',
      version: options.consoleVersion,
      startDelayMs: 0,
    })
    this.#customer = new Customer({
      name: `${name}/customer`,
      host,
      office,
      clients,
      seed,
      externalKey: testKey(seed, name.slice(testKeyPrefix.length)),
      asksAgainMax: 100,
    })
  }

  get office(): string | null {
    const { hosts, siteHostname, office } = this.#options
    return lookUpHost(hosts, siteHostname) === siteHostname ? office : null
  }

  get result(): SiteTestResult | null {
    return this.#result
  }

  /** The result is known and the console closed; a production session it plays is finished first. */
  get finished(): boolean {
    return this.#closed
  }

  get sessionsUnderWay(): number {
    return this.finished ? 0 : 1
  }

  get consoleVersion(): string | null {
    return this.#console.version
  }

  step(input: ClientInput, nowMs: number): readonly ClientEffect[] {
    if (this.finished) return []
    const effects: ClientEffect[] = []
    if (input.kind === 'start') {
      effects.push({ kind: 'set-timer', timer: this.#giveUpTimer, atMs: nowMs + giveUpMs })
      effects.push(...this.#console.step(input, nowMs))
    } else if (input.kind === 'timer' && input.timer === this.#giveUpTimer) {
      this.#finish(null, this.#whyNot(), nowMs, effects)
    } else if (input.kind !== 'wind-down') {
      const machine = nameIn(input)?.startsWith(`${this.#console.name}/`)
        ? this.#console
        : this.#customer
      effects.push(...machine.step(input, nowMs))
      this.#follow(nowMs, effects)
    }
    return effects
  }

  #follow(nowMs: number, effects: ClientEffect[]): void {
    if (this.#result !== null) {
      this.#closeWhenIdle(nowMs, effects)
      return
    }
    if (!this.#asked && this.#console.ready) {
      this.#asked = true
      effects.push(...this.#customer.step({ kind: 'start' }, nowMs))
    }
    const outcome = this.#customer.outcome
    const { appliance } = this.#options
    if (outcome === null) return
    if (outcome.kind !== 'recorded') this.#finish(null, outcome.reason, nowMs, effects)
    else if (appliance !== null && outcome.appliance !== appliance)
      this.#finish(
        null,
        `expected ${appliance} to answer, found ${outcome.appliance}`,
        nowMs,
        effects,
      )
    // The console must hear the acknowledgement as well.
    else if (!this.#console.plays(outcome.lsid)) this.#finish(outcome, '', nowMs, effects)
  }

  #finish(
    session: { lsid: string; appliance: string } | null,
    reason: string,
    nowMs: number,
    effects: ClientEffect[],
  ): void {
    const result: SiteTestResult = {
      passed: session !== null,
      appliance: session?.appliance ?? this.#console.appliance ?? '',
      consoleVersion: this.#console.version ?? '',
      lsid: session?.lsid ?? '',
      reason,
    }
    this.#result = result
    effects.push(
      { kind: 'clear-timer', timer: this.#giveUpTimer },
      ...this.#customer.leave('the test is over'),
      { kind: 'record', event: eventOf(this.#options.test, result) },
    )
    this.#closeWhenIdle(nowMs, effects)
  }

  #closeWhenIdle(nowMs: number, effects: ClientEffect[]): void {
    if (this.#console.sessionsUnderWay > 0) return
    effects.push(...this.#console.leave('the test is over', nowMs))
    this.#closed = true
  }

  #whyNot(): string {
    if (!this.#asked) return `the console could not log in: ${this.#console.lastFailure}`
    if (this.#customer.finished) return 'the console had no acknowledgement of its session'
    return `the session was not recorded in time: ${this.#customer.lastFailure}`
  }

  get #giveUpTimer(): string {
    return `${this.name}/give-up`
  }
}

function eventOf(test: string, result: SiteTestResult): ClientEvent {
  const { passed, appliance, consoleVersion, lsid, reason } = result
  return passed
    ? { name: 'test-passed', test, appliance, consoleVersion, lsid }
    : { name: 'test-failed', test, reason }
}

function nameIn(input: ClientInput): string | undefined {
  if (input.kind === 'timer') return input.timer
  return 'connection' in input ? input.connection : undefined
}
