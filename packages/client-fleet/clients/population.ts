import {
  type AcknowledgedSession,
  type ClientEffect,
  type ClientInput,
  createRandom,
  type LabCommand,
  type LabCommandResult,
  nearestWord,
} from '@understudy/shared'
import { Arrivals } from './arrivals.ts'
import type { Member, PopulationConfig, PopulationEffect, PopulationInput } from './contract.ts'
import { Customer } from './customer.ts'
import { Probe } from './probe.ts'
import { Representative } from './representative.ts'
import { testKeyPrefix } from './session-script.ts'
import { SiteTest } from './site-test.ts'

/** Consoles log in within this time, on quarters of a second. */
const loginSpreadMs = 3_000
const windDownMs = 600_000
/** Customers there at once; more turn away at the door. */
const customersMax = 5_000

const arrivalTimer = 'population/arrival'
const windDownTimer = 'population/wind-down'

/**
 * All the clients of the site, one pure state machine (CLI-08): representatives, customers, probes and
 * test machines. Driven by lab commands; the same in both worlds (DESIGN 1).
 */
export class Population {
  readonly #config: PopulationConfig
  /** Everybody there, by name, in the order of arrival. */
  readonly #members = new Map<string, Member>()
  readonly #acknowledged: AcknowledgedSession[] = []
  readonly #arrivals: Arrivals
  readonly #testsRunning = new Map<SiteTest, string>()
  /** Commands to be answered when nothing is under way any more; null = not winding down. */
  #windingDown: string[] | null = null
  #stage: 'not-started' | 'open' | 'closed' = 'not-started'
  #customers = 0
  #customersSoFar = 0
  #testsSoFar = 0
  /** The test machine's console stays installed between tests. */
  #testConsoleVersion: string | null = null

  constructor(config: PopulationConfig) {
    this.#config = config
    this.#arrivals = new Arrivals(config.clients, config.seed)
  }

  step(input: PopulationInput, nowMs: number): readonly PopulationEffect[] {
    const effects: PopulationEffect[] = []
    if (input.kind === 'command') this.#onCommand(input.id, input.command, nowMs, effects)
    else if (input.kind === 'start') this.#start(nowMs, effects)
    else if (input.kind === 'wind-down') this.#windDown(nowMs, effects)
    else if (input.kind === 'timer' && input.timer === arrivalTimer) this.#onArrival(nowMs, effects)
    else if (input.kind === 'timer' && input.timer === windDownTimer) this.#endWindDown(effects)
    else this.#toMember(input, nowMs, effects)
    if (this.#windingDown !== null && this.#sessionsUnderWay() === 0) this.#endWindDown(effects)
    return effects
  }

  #onCommand(id: string, command: LabCommand, nowMs: number, effects: PopulationEffect[]): void {
    const answer = (result: LabCommandResult) => effects.push({ kind: 'result', id, result })
    switch (command.kind) {
      case 'start-clients':
        this.#start(nowMs, effects)
        answer({ ok: true, value: null })
        return
      case 'wind-down-clients':
        this.#windDown(nowMs, effects)
        this.#windingDown?.push(id)
        return
      case 'list-acknowledged':
        answer({ ok: true, value: [...this.#acknowledged] })
        return
      case 'run-site-test':
        this.#runTest(id, command.test, command.appliance, nowMs, effects)
        return
      default:
        answer({
          ok: false,
          message: `Expected a command for the clients, found "${command.kind}".`,
        })
    }
  }

  /** Opens the day. Repeated, nothing changes; after a wind-down customers come again. */
  #start(nowMs: number, effects: PopulationEffect[]): void {
    if (this.#stage === 'open') return
    if (this.#stage === 'not-started') this.#addStaff(nowMs, effects)
    this.#stage = 'open'
    this.#endWindDown(effects)
    this.#arrivals.begin(nowMs)
    effects.push({ kind: 'set-timer', timer: arrivalTimer, atMs: this.#arrivals.wakeAtMs })
  }

  #addStaff(nowMs: number, effects: PopulationEffect[]): void {
    const { clients, siteHostname: host, seed } = this.#config
    const random = createRandom(`${seed}/logins`)
    const probe = new Probe({ name: 'probe-1', host, everyMs: clients.probeEveryMs, seed })
    this.#add(probe, nowMs, effects)
    for (let i = 1; i <= clients.representatives; i++) {
      const startDelayMs = random.integer(0, loginSpreadMs / 250) * 250
      const name = `rep-${i}`
      this.#add(
        new Representative({ name, host, clients, seed, version: null, startDelayMs }),
        nowMs,
        effects,
      )
    }
  }

  #onArrival(nowMs: number, effects: PopulationEffect[]): void {
    if (this.#stage !== 'open') return
    const { siteHostname: host, clients, seed } = this.#config
    const count = this.#arrivals.takeDue(nowMs)
    for (let i = 0; i < count; i++) {
      const number = ++this.#customersSoFar
      if (this.#customers >= customersMax) continue
      this.#customers++
      const name = `customer-${number}`
      const externalKey = `${seed}-c-${String(number).padStart(6, '0')}`
      this.#add(
        new Customer({ name, host, clients, seed, externalKey, asksAgainMax: 1 }),
        nowMs,
        effects,
      )
    }
    effects.push({ kind: 'set-timer', timer: arrivalTimer, atMs: this.#arrivals.wakeAtMs })
  }

  #runTest(
    id: string,
    test: string,
    appliance: string | null,
    nowMs: number,
    effects: PopulationEffect[],
  ): void {
    const { siteHostname, clients, seed, appliances } = this.#config
    const target = appliances.find((a) => a.name === appliance)
    if (appliance !== null && target === undefined) {
      const names = appliances.map((a) => a.name)
      const nearest = nearestWord(appliance, names)
      const hint = nearest === undefined ? '' : `; did you mean "${nearest}"?`
      const message = `Expected one of ${names.join(', ')} or null as the appliance of test ${test}, found "${appliance}"${hint}.`
      effects.push({ kind: 'result', id, result: { ok: false, message } })
      return
    }
    const member = new SiteTest({
      name: `${testKeyPrefix}${++this.#testsSoFar}`,
      test,
      host: target?.address ?? siteHostname,
      appliance,
      clients,
      seed,
      consoleVersion: this.#testConsoleVersion,
    })
    this.#testsRunning.set(member, id)
    this.#add(member, nowMs, effects)
  }

  #windDown(nowMs: number, effects: PopulationEffect[]): void {
    if (this.#windingDown !== null) return
    this.#windingDown = []
    if (this.#stage === 'open') {
      this.#stage = 'closed'
      effects.push({ kind: 'clear-timer', timer: arrivalTimer })
    }
    effects.push({ kind: 'set-timer', timer: windDownTimer, atMs: nowMs + windDownMs })
    for (const member of [...this.#members.values()])
      this.#stepMember(member, { kind: 'wind-down' }, nowMs, effects)
  }

  /** Nothing is under way any more, or the time is over; the answer says which. */
  #endWindDown(effects: PopulationEffect[]): void {
    if (this.#windingDown === null) return
    const clientsBusy = this.#sessionsUnderWay()
    for (const id of this.#windingDown)
      effects.push({ kind: 'result', id, result: { ok: true, value: { clientsBusy } } })
    this.#windingDown = null
    effects.push({ kind: 'clear-timer', timer: windDownTimer })
  }

  #sessionsUnderWay(): number {
    let count = 0
    for (const member of this.#members.values()) count += member.sessionsUnderWay
    return count
  }

  #add(member: Member, nowMs: number, effects: PopulationEffect[]): void {
    this.#members.set(member.name, member)
    this.#stepMember(member, { kind: 'start' }, nowMs, effects)
  }

  #toMember(input: ClientInput, nowMs: number, effects: PopulationEffect[]): void {
    const name = addressee(input)
    const member = this.#members.get(name.slice(0, name.indexOf('/')))
    // Late news of a client that has left are nobody's.
    if (member !== undefined) this.#stepMember(member, input, nowMs, effects)
  }

  #stepMember(
    member: Member,
    input: ClientInput,
    nowMs: number,
    effects: PopulationEffect[],
  ): void {
    for (const effect of member.step(input, nowMs)) {
      effects.push(effect)
      this.#noteAcknowledged(effect)
    }
    if (member instanceof SiteTest) this.#noteResult(member, effects)
    if (!member.finished) return
    this.#members.delete(member.name)
    if (member instanceof Customer) this.#customers--
  }

  #noteAcknowledged(effect: ClientEffect): void {
    if (effect.kind !== 'record' || effect.event.name !== 'session-acknowledged') return
    const { lsid, externalKey } = effect.event
    this.#acknowledged.push({ lsid, externalKey })
  }

  #noteResult(test: SiteTest, effects: PopulationEffect[]): void {
    const id = this.#testsRunning.get(test)
    if (id === undefined || test.result === null) return
    this.#testsRunning.delete(test)
    this.#testConsoleVersion = test.consoleVersion
    effects.push({ kind: 'result', id, result: { ok: true, value: test.result } })
  }
}

/** The name of the connection, request or timer that the input is about. */
function addressee(input: ClientInput): string {
  switch (input.kind) {
    case 'timer':
      return input.timer
    case 'answer':
    case 'request-failed':
      return input.request
    case 'start':
    case 'wind-down':
      return ''
    default:
      return input.connection
  }
}
