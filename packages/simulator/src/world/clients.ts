import { Population, type PopulationEffect, type PopulationInput } from '@understudy/population'
import type { PopulationConfig, PullDecisions } from '@understudy/shared'
import {
  assert,
  type ClientInput,
  type LabCommand,
  type Outcome,
  unreachable,
} from '@understudy/shared'
import { Channels } from '../fabric/channels.ts'
import type { NetworkPort } from '../fabric/network-port.ts'
import { Requests } from '../fabric/requests.ts'
import { NamedTimers } from '../scheduler/named-timers.ts'
import type { FindHost } from './host-port.ts'
import type { Trace } from './trace.ts'

/** The process of all clients: it hosts the population. */
export class Clients {
  readonly channels: Channels
  readonly #requests: Requests
  readonly #timers: NamedTimers
  readonly #population: Population
  readonly #network: NetworkPort
  readonly #trace: Trace
  readonly #results = new Map<string, (result: Outcome<unknown>) => void>()

  constructor(
    config: PopulationConfig,
    parts: {
      network: NetworkPort
      trace: Trace
      findHost: FindHost
      decisions: PullDecisions
    },
  ) {
    const { network, trace, findHost } = parts
    const tell = (input: ClientInput): void => this.#step(input)
    this.#population = new Population(config, parts.decisions)
    this.#network = network
    this.#trace = trace
    this.channels = new Channels(network, findHost, tell)
    this.#requests = new Requests(network, findHost, tell)
    this.#timers = new NamedTimers(network.scheduler, (timer) =>
      this.#step({ kind: 'timer', timer }),
    )
  }

  /** Exactly one result comes, at once or later. */
  command(id: string, command: LabCommand, onResult: (result: Outcome<unknown>) => void): void {
    assert(!this.#results.has(id), () => `the command ${id} is under way already`)
    this.#results.set(id, onResult)
    this.#step({ kind: 'command', id, command })
  }

  #step(input: PopulationInput): void {
    for (const effect of this.#population.step(input, this.#network.scheduler.nowMs))
      this.#perform(effect)
  }

  #perform(effect: PopulationEffect): void {
    switch (effect.kind) {
      case 'open':
        this.channels.open(effect.connection, effect)
        return
      case 'send':
        this.channels.send(effect.connection, effect.message)
        return
      case 'close':
        this.channels.closeByClient(effect.connection)
        return
      case 'request':
        this.#requests.get(effect.request, effect)
        return
      case 'set-timer':
        this.#timers.set(effect.timer, effect.atMs)
        return
      case 'clear-timer':
        this.#timers.clear(effect.timer)
        return
      case 'record':
        this.#trace.record('clients', effect.event, this.#network.scheduler.nowMs)
        return
      case 'result':
        this.#answer(effect.id, effect.result)
        return
      default:
        unreachable(effect)
    }
  }

  #answer(id: string, result: Outcome<unknown>): void {
    const onResult = this.#results.get(id)
    assert(onResult !== undefined, () => `the command ${id} was answered twice, or never given`)
    this.#results.delete(id)
    onResult(result)
  }
}
