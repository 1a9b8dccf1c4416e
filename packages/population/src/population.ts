import type { PopulationConfig, PullDecisions } from '@understudy/shared'
import {
  type AcknowledgedSession,
  accepted,
  type ClientEffect,
  type ClientInput,
  type LabCommand,
  type Outcome,
  pullDecisions,
  refused,
} from '@understudy/shared'
import { addressee } from './addressee.ts'
import { beatMsOf, onBeat } from './beat.ts'
import {
  checkIn,
  type DoneByHand,
  logInAgain,
  redeploy,
  reinstallClients,
  removeClients,
} from './by-hand.ts'
import {
  type CommandHandlers,
  type CommandOutput,
  type PopulationCommand,
  perform,
  refusalOf,
} from './commands.ts'
import { commonsOf, type PopulationCommons } from './commons.ts'
import type { Member, PopulationEffect, PopulationInput } from './contract.ts'
import { Customer } from './customer.ts'
import { countHeads } from './head-count.ts'
import { Button } from './held/button.ts'
import { Installer } from './held/installer.ts'
import { Integration } from './integrations/integration.ts'
import { Pulls } from './integrations/pulls.ts'
import { JumpClient } from './jump-clients/jump-client.ts'
import { Probe } from './probe.ts'
import { Reception } from './reception.ts'
import { SiteTest } from './site-test.ts'
import { SiteVersion } from './site-version.ts'
import { createStaff } from './staff.ts'
import { Trials } from './trials.ts'

const windDownMs = 600_000
/** This long after an update, somebody uses the installers generated before it. */
const installersTriedAfterMs = 1_800_000

const arrivalTimer = 'population/arrival'
const windDownTimer = 'population/wind-down'
const installersTimer = 'population/installers'

/**
 * All the clients of the site as one pure state machine (CLI-08): consoles, customers, Jump Clients, probes, test
 * machines and the rest. Driven by lab commands; the same in both worlds (DESIGN 1).
 */
export class Population {
  readonly #config: PopulationConfig
  readonly #commons: PopulationCommons
  readonly #siteVersion: SiteVersion
  /** Those present from the start; added when the day begins. */
  readonly #staff: readonly Member[]
  readonly #installers: readonly Installer[]
  readonly #pulls: Pulls
  readonly #reception: Reception
  readonly #trials: Trials
  /** Everybody present, by name, in order of arrival. */
  readonly #members = new Map<string, Member>()
  readonly #acknowledged: AcknowledgedSession[] = []
  /** Commands to answer when nothing is under way any more; null = not winding down. */
  #windingDown: string[] | null = null
  /** Commands to answer when every installer that has to be tried has been. */
  #counting: string[] = []
  #stage: 'not-started' | 'open' | 'closed' = 'not-started'
  #sessionsUnderWay = 0

  /** `decisions`: others than the product's only to see that they are noticed (CHA-05). */
  constructor(config: PopulationConfig, decisions: PullDecisions = pullDecisions) {
    this.#config = config
    this.#commons = commonsOf(config, decisions)
    this.#siteVersion = new SiteVersion(config.siteVersion)
    this.#staff = createStaff(this.#commons)
    this.#installers = this.#staff.filter((member) => member instanceof Installer)
    const integrations = this.#staff.filter((member) => member instanceof Integration)
    this.#pulls = new Pulls(integrations, this.#commons)
    const buttons = this.#staff.filter((member) => member instanceof Button)
    this.#reception = new Reception(this.#commons, buttons)
    this.#trials = new Trials(config)
  }

  readonly #handlers: CommandHandlers = {
    'start-clients': (_input, { nowMs, effects }) => {
      this.#start(nowMs, effects)
      return accepted(null)
    },
    'wind-down-clients': (_input, { id, nowMs, effects }) => {
      this.#windDown(nowMs, effects)
      this.#windingDown?.push(id)
      return 'later'
    },
    'list-acknowledged': () => accepted([...this.#acknowledged]),
    'run-site-test': (input, { id, nowMs, effects }) =>
      this.#trials.test(input, id, (member) => this.#add(member, nowMs, effects)),
    'count-population': (_input, { id, nowMs, effects }) => {
      this.#tryInstallers(nowMs, effects)
      this.#counting.push(id)
      return 'later'
    },
    'log-in-again': (_input, { nowMs, effects }) =>
      told(logInAgain(this.#members.values(), nowMs), effects),
    'check-in': (_input, { nowMs, effects }) =>
      told(checkIn(this.#members.values(), nowMs), effects),
    'call-jump-client': (_input, asked) => this.#trials.call(this.#members.values(), asked),
    'pull-sessions': ({ setTo }, { id, nowMs, effects }) =>
      this.#pulls.begin(id, setTo, nowMs, effects),
    'kill-integrations': (input, { nowMs, effects }) => this.#pulls.kill(input, nowMs, effects),
    'use-session-key': ({ key }, { nowMs, effects }) => {
      const customer = this.#reception.admitWithKey(key)
      this.#add(customer, nowMs, effects)
      return accepted({ customer: customer.name })
    },
    'probe-now': (_input, { nowMs, effects }) => {
      for (const member of this.#members.values())
        if (member instanceof Probe) effects.push(...member.probeNow(nowMs))
      return accepted(null)
    },
    'remove-clients': (_input, { nowMs, effects }) => {
      const before = this.#countUnderWay()
      const done = told(removeClients(this.#members.values(), nowMs), effects)
      this.#sessionsUnderWay += this.#countUnderWay() - before
      return done
    },
    'reinstall-clients': (_input, { nowMs, effects }) =>
      told(reinstallClients(this.#members.values(), this.#siteVersion.newest, nowMs), effects),
    redeploy: ({ clients }, { nowMs, effects }) =>
      told(redeploy(this.#members.values(), clients, this.#siteVersion.newest, nowMs), effects),
  }

  step(input: PopulationInput, nowMs: number): readonly PopulationEffect[] {
    const effects: PopulationEffect[] = []
    if (input.kind === 'command') this.#onCommand(input.id, input.command, nowMs, effects)
    else if (input.kind === 'start') this.#start(nowMs, effects)
    else if (input.kind === 'wind-down') this.#windDown(nowMs, effects)
    else if (input.kind === 'timer' && input.timer.startsWith('population/'))
      this.#onTimer(input.timer, nowMs, effects)
    else this.#toMember(input, nowMs, effects)
    if (this.#windingDown !== null && this.#sessionsUnderWay === 0) this.#endWindDown(effects)
    if (this.#counting.length > 0) this.#endCount(nowMs, effects)
    for (const done of this.#pulls.takeDone()) effects.push({ kind: 'result', ...done })
    this.#tellMeasures(effects)
    return effects
  }

  #onCommand(id: string, command: LabCommand, nowMs: number, effects: PopulationEffect[]): void {
    const why = refusalOf(command)
    const result =
      why !== null
        ? refused(why)
        : perform(this.#handlers, command as PopulationCommand, { id, nowMs, effects })
    if (result !== 'later') effects.push({ kind: 'result', id, result })
  }

  #onTimer(timer: string, nowMs: number, effects: PopulationEffect[]): void {
    if (timer === arrivalTimer) this.#onArrival(nowMs, effects)
    else if (timer === windDownTimer) this.#endWindDown(effects)
    else if (timer === installersTimer) this.#tryInstallers(nowMs, effects)
  }

  /** Opens the day. A repeated call changes nothing; after a wind-down, customers come again. */
  #start(nowMs: number, effects: PopulationEffect[]): void {
    if (this.#stage === 'open') return
    if (this.#stage === 'not-started')
      for (const member of this.#staff) this.#add(member, nowMs, effects)
    this.#stage = 'open'
    this.#endWindDown(effects)
    this.#reception.open(nowMs)
    effects.push({ kind: 'set-timer', timer: arrivalTimer, atMs: this.#reception.wakeAtMs })
  }

  #onArrival(nowMs: number, effects: PopulationEffect[]): void {
    if (this.#stage !== 'open') return
    for (const arrived of this.#reception.admit(nowMs)) {
      if (typeof arrived === 'string')
        effects.push(turnedAway(arrived, 'there are too many already'))
      else if (arrived instanceof Customer) this.#add(arrived, nowMs, effects)
      else effects.push(...arrived.press(nowMs))
    }
    effects.push({ kind: 'set-timer', timer: arrivalTimer, atMs: this.#reception.wakeAtMs })
  }

  #countUnderWay(): number {
    return [...this.#members.values()].reduce((sum, member) => sum + member.sessionsUnderWay, 0)
  }

  #tryInstallers(nowMs: number, effects: PopulationEffect[]): void {
    for (const installer of this.#installers)
      effects.push(...installer.tryOut(this.#siteVersion.newest, nowMs))
  }

  #endCount(nowMs: number, effects: PopulationEffect[]): void {
    if (this.#installers.some((installer) => installer.isTrying)) return
    this.#flushMeasures(nowMs, effects)
    const groups = countHeads(this.#members.values(), this.#siteVersion.newest)
    for (const id of this.#counting) effects.push(resultOf<'count-population'>(id, { groups }))
    this.#counting = []
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
    this.#flushMeasures(nowMs, effects)
  }

  /** Nothing is under way any more, or the time is up; the answer says which. */
  #endWindDown(effects: PopulationEffect[]): void {
    if (this.#windingDown === null) return
    const clientsBusy = this.#sessionsUnderWay
    for (const id of this.#windingDown)
      effects.push(resultOf<'wind-down-clients'>(id, { clientsBusy }))
    this.#windingDown = null
    effects.push({ kind: 'clear-timer', timer: windDownTimer })
  }

  #add(member: Member, nowMs: number, effects: PopulationEffect[]): void {
    this.#members.set(member.name, member)
    this.#sessionsUnderWay += member.sessionsUnderWay
    this.#stepMember(member, { kind: 'start' }, nowMs, effects)
  }

  #toMember(input: ClientInput, nowMs: number, effects: PopulationEffect[]): void {
    const name = addressee(input)
    const member = this.#members.get(name.slice(0, name.indexOf('/')))
    // Late news of a client that has left is ignored.
    if (member === undefined) return
    this.#noteVersion(member, input, nowMs, effects)
    this.#stepMember(member, input, nowMs, effects)
  }

  #noteVersion(
    member: Member,
    input: ClientInput,
    nowMs: number,
    effects: PopulationEffect[],
  ): void {
    if (input.kind !== 'message' || member.office === null) return
    const { message } = input
    const told =
      message.type === 'welcome'
        ? message.siteVersion
        : message.type === 'upgrade'
          ? message.version
          : null
    if (told === null || !this.#siteVersion.note(member.office, told)) return
    if (this.#installers.length === 0) return
    const atMs = onBeat(nowMs + installersTriedAfterMs, beatMsOf(this.#config.clients))
    effects.push({ kind: 'set-timer', timer: installersTimer, atMs })
  }

  #stepMember(
    member: Member,
    input: ClientInput,
    nowMs: number,
    effects: PopulationEffect[],
  ): void {
    const underWayBefore = member.sessionsUnderWay
    for (const effect of member.step(input, nowMs)) {
      effects.push(effect)
      this.#noteAcknowledged(effect)
    }
    this.#sessionsUnderWay += member.sessionsUnderWay - underWayBefore
    if (member instanceof SiteTest) this.#trials.noteTest(member, effects)
    else if (member instanceof JumpClient) this.#trials.noteCall(member, effects)
    else if (member instanceof Button) this.#followButton(member, nowMs, effects)
    if (!member.finished) return
    this.#members.delete(member.name)
    if (member instanceof Customer) this.#reception.noteLeft()
  }

  #followButton(button: Button, nowMs: number, effects: PopulationEffect[]): void {
    const customer = this.#reception.follow(button)
    if (typeof customer === 'string')
      effects.push(turnedAway(customer, `${button.name} did not get through`))
    else if (customer !== null) this.#add(customer, nowMs, effects)
  }

  #noteAcknowledged(effect: ClientEffect): void {
    if (effect.kind !== 'record' || effect.event.name !== 'session-acknowledged') return
    const { lsid, externalKey } = effect.event
    this.#acknowledged.push({ lsid, externalKey })
  }

  #flushMeasures(nowMs: number, effects: PopulationEffect[]): void {
    this.#commons.reconnections.flush(nowMs)
    this.#commons.requestTimes.flush(nowMs)
    this.#tellMeasures(effects)
  }

  #tellMeasures(effects: PopulationEffect[]): void {
    const { reconnections, requestTimes } = this.#commons
    for (const event of reconnections.take()) effects.push({ kind: 'record', event })
    for (const event of requestTimes.take()) effects.push({ kind: 'record', event })
  }
}

/** Passes on the effects of what people did by hand, and gives its answer. */
function told<T>(
  { value, effects: followed }: DoneByHand<T>,
  effects: PopulationEffect[],
): Outcome<T> {
  for (const effect of followed) effects.push(effect)
  return accepted(value)
}

/** The answer to a command that had to wait for it. */
const resultOf = <K extends PopulationCommand['kind']>(
  id: string,
  value: CommandOutput<K>,
): PopulationEffect => ({ kind: 'result', id, result: accepted(value) })

/** A customer who never got as far as asking for a session. */
const turnedAway = (client: string, reason: string): ClientEffect => ({
  kind: 'record',
  event: { name: 'customer-left', client, externalKey: '', outcome: 'turned-away', reason },
})
