import { Population, type PopulationEffect, type PopulationInput } from '@understudy/population'
import type { PopulationConfig } from '@understudy/shared'
import {
  assert,
  type ClientEvent,
  type ClientGroup,
  type GroupCount,
  type LabCommand,
  type Outcome,
  type PopulationCount,
  resolveClients,
} from '@understudy/shared'
import { TinySite } from './tiny-site.ts'

export const siteHostname = 'support.example.com'
export const startsAtMs = 1_000_000_000

export const populationConfig = (
  clients: Partial<PopulationConfig['clients']> = {},
  seed = 'seed-1',
): PopulationConfig => ({
  siteHostname,
  seed,
  appliances: [
    { name: 'a', hostname: 'a.example.com', address: '192.0.2.1' },
    { name: 'b', hostname: 'b.example.com', address: '192.0.2.2' },
  ],
  offices: ['office-1'],
  servedBy: 'a',
  siteVersion: '11.1.0',
  targetVersion: '12.2.0',
  clients: {
    ...resolveClients({}),
    representatives: 3,
    sessionEveryMs: 20_000,
    sessionLengthMs: 60_000,
    recordedShare: 0.5,
    recordingBytes: 1_000,
    probeEveryMs: 5_000,
    ...clients,
  },
})

interface Due {
  readonly atMs: number
  readonly order: number
  readonly run: () => void
}

type EventNamed<N extends ClientEvent['name']> = Extract<ClientEvent, { name: N }> & {
  atMs: number
}

/** A population, two scripted sites (the site's name leads to one of them), a virtual clock. */
export class TinyWorld {
  nowMs = startsAtMs
  /** Where the site's name leads. */
  siteLeadsTo: 'a' | 'b' = 'a'
  readonly a = new TinySite('a', this)
  readonly b = new TinySite('b', this)
  /** Every effect that the population asked for, with its time, as text. */
  readonly trace: string[] = []
  readonly results: {
    readonly id: string
    readonly result: Outcome<unknown>
    readonly atMs: number
  }[] = []
  readonly #events: (ClientEvent & { atMs: number })[] = []
  readonly #population: Population
  readonly #timers = new Map<string, Due>()
  #due: Due[] = []
  #order = 0
  requestsUnderWay = 0
  requestsUnderWayMost = 0
  /** Moments at which a timer fired: each costs a real lab's clock one round. */
  readonly wakeUps = new Set<number>()

  constructor(config: PopulationConfig = populationConfig()) {
    this.#population = new Population(config)
  }

  events<N extends ClientEvent['name']>(name: N): readonly EventNamed<N>[] {
    return this.#events.filter((event): event is EventNamed<N> => event.name === name)
  }

  /** When each effect of that kind was wanted for a client, by what its name begins with. */
  openedAtMs(prefix: string): readonly number[] {
    return this.#opened.filter((o) => o.connection.startsWith(prefix)).map((o) => o.atMs)
  }

  /** The offices from which clients dialled, by what the clients' names begin with. */
  officesOf(prefix: string): readonly string[] {
    return this.#opened.filter((o) => o.connection.startsWith(prefix)).map((o) => o.office)
  }
  readonly #opened: {
    readonly connection: string
    readonly office: string
    readonly atMs: number
  }[] = []

  /** The value of that command's result, which must have come and be good. */
  valueOf(command: LabCommand): unknown {
    const result = this.resultOf(this.command(command))?.result
    assert(result?.ok === true, `${command.kind} was answered well, at once`)
    return result.value
  }

  groupCount(group: ClientGroup): GroupCount | undefined {
    const { groups } = this.valueOf({ kind: 'count-population', input: {} }) as PopulationCount
    return groups.find((count) => count.group === group)
  }

  command(command: LabCommand): string {
    const id = `command-${++this.#order}`
    this.tell({ kind: 'command', id, command })
    return id
  }

  resultOf(id: string): (typeof this.results)[number] | undefined {
    return this.results.find((r) => r.id === id)
  }

  tell(input: PopulationInput): void {
    for (const effect of this.#population.step(input, this.nowMs)) this.#perform(effect)
  }

  at(atMs: number, run: () => void): Due {
    const due = { atMs, order: ++this.#order, run }
    this.#due.push(due)
    return due
  }

  /** Lets that much time pass. */
  run(forMs: number): void {
    const endMs = this.nowMs + forMs
    for (;;) {
      const next = this.#due.reduce<Due | undefined>(
        (best, due) => (due.atMs <= endMs && isBefore(due, best) ? due : best),
        undefined,
      )
      if (next === undefined) break
      this.#due = this.#due.filter((due) => due !== next)
      this.nowMs = Math.max(this.nowMs, next.atMs)
      next.run()
    }
    this.nowMs = endMs
  }

  #perform(effect: PopulationEffect): void {
    this.trace.push(`${this.nowMs} ${JSON.stringify(effect)}`)
    switch (effect.kind) {
      case 'open':
        this.#opened.push({
          connection: effect.connection,
          office: effect.office,
          atMs: this.nowMs,
        })
        this.#siteAt(effect.host).open(effect.connection, effect.timeoutMs)
        return
      case 'send':
        for (const site of [this.a, this.b]) site.receive(effect.connection, effect.message)
        return
      case 'close':
        for (const site of [this.a, this.b]) site.clientGone(effect.connection)
        return
      case 'request':
        this.#request(effect.request, effect.host, effect.timeoutMs)
        return
      case 'set-timer':
        this.#setTimer(effect.timer, effect.atMs)
        return
      case 'clear-timer':
        this.#setTimer(effect.timer, null)
        return
      case 'record':
        this.#events.push({ ...effect.event, atMs: this.nowMs })
        return
      default:
        this.results.push({ id: effect.id, result: effect.result, atMs: this.nowMs })
    }
  }

  #siteAt(host: string): TinySite {
    if (host === siteHostname) return this.siteLeadsTo === 'b' ? this.b : this.a
    return host === '192.0.2.2' ? this.b : this.a
  }

  #request(request: string, host: string, timeoutMs: number): void {
    this.requestsUnderWay++
    this.requestsUnderWayMost = Math.max(this.requestsUnderWayMost, this.requestsUnderWay)
    this.#siteAt(host).request(timeoutMs, (answer) => {
      this.requestsUnderWay--
      if (typeof answer === 'number') this.tell({ kind: 'answer', request, status: answer })
      else this.tell({ kind: 'request-failed', request, reason: answer })
    })
  }

  #setTimer(timer: string, atMs: number | null): void {
    const old = this.#timers.get(timer)
    this.#due = this.#due.filter((due) => due !== old)
    this.#timers.delete(timer)
    if (atMs === null) return
    const due = this.at(atMs, () => {
      this.#timers.delete(timer)
      this.wakeUps.add(this.nowMs)
      this.tell({ kind: 'timer', timer })
    })
    this.#timers.set(timer, due)
  }
}

const isBefore = (due: Due, best: Due | undefined): boolean =>
  best === undefined || due.atMs < best.atMs || (due.atMs === best.atMs && due.order < best.order)
