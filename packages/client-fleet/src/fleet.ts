import type { LabClock } from '@understudy/lab-channel'
import type { Population, PopulationEffect, PopulationInput } from '@understudy/population'
import { type ClientEvent, type Outcome, unreachable } from '@understudy/shared'
import { ClientSocket } from './client-socket.ts'
import { PortalRequest } from './portal-request.ts'
import type { Destination, SiteDialer } from './site-dialer.ts'

export interface FleetPorts {
  readonly population: Population
  readonly clock: LabClock
  readonly dialer: SiteDialer
  readonly record: (event: ClientEvent) => void
  readonly answer: (id: string, result: Outcome<unknown>) => void
}

/**
 * Timeouts end on multiples of this: those that began together end together, and with the next beat, which spares the
 * lab's clock a round for each.
 */
const timeoutGridMs = 10

/**
 * Runs one population over real sockets: passes it its inputs with lab time and performs its effects in order. All
 * timeouts are lab timers, so that a black hole does not hold the lab's clock.
 */
export class Fleet {
  readonly #ports: FleetPorts
  readonly #sockets = new Map<string, ClientSocket>()
  readonly #requests = new Map<string, PortalRequest>()
  readonly #timers = new Set<string>()
  #stopped = false

  constructor(ports: FleetPorts) {
    this.#ports = ports
  }

  handle(input: PopulationInput): void {
    if (this.#stopped) return
    const { population, clock } = this.#ports
    for (const effect of population.step(input, clock.nowMs())) this.#perform(effect)
  }

  /** Ends all connections and timers; handles nothing more. Idempotent. */
  stop(): void {
    this.#stopped = true
    for (const socket of this.#sockets.values()) socket.terminate()
    for (const request of this.#requests.values()) request.abandon()
    for (const timer of [...this.#timers]) this.#clearTimer(timer)
    this.#sockets.clear()
    this.#requests.clear()
  }

  #perform(effect: PopulationEffect): void {
    const { record, answer } = this.#ports
    switch (effect.kind) {
      case 'open':
        this.#open(effect.connection, effect, effect.timeoutMs)
        break
      case 'send':
        this.#sockets.get(effect.connection)?.send(effect.message)
        break
      case 'close':
        this.#close(effect.connection)
        break
      case 'request':
        this.#request(effect.request, effect, effect.timeoutMs)
        break
      case 'set-timer':
        this.#setTimer(effect.timer, effect.atMs, () =>
          this.handle({ kind: 'timer', timer: effect.timer }),
        )
        break
      case 'clear-timer':
        this.#clearTimer(effect.timer)
        break
      case 'record':
        record(effect.event)
        break
      case 'result':
        answer(effect.id, effect.result)
        break
      default:
        unreachable(effect)
    }
  }

  #open(connection: string, to: Destination, timeoutMs: number): void {
    const { clock, dialer } = this.#ports
    const timer = `dial/${connection}`
    const socket = new ClientSocket(dialer, to, {
      onOpened: () => {
        this.#clearTimer(timer)
        this.handle({ kind: 'opened', connection })
      },
      onFailed: (reason) => {
        this.#clearTimer(timer)
        this.#sockets.delete(connection)
        this.handle({ kind: 'open-failed', connection, reason })
      },
      onMessage: (message) => this.handle({ kind: 'message', connection, message }),
      onClosed: (reason) => {
        this.#sockets.delete(connection)
        this.handle({ kind: 'closed', connection, reason })
      },
    })
    this.#sockets.set(connection, socket)
    this.#setTimer(timer, timeoutAtMs(clock.nowMs(), timeoutMs), () => socket.expire())
  }

  #close(connection: string): void {
    this.#clearTimer(`dial/${connection}`)
    this.#sockets.get(connection)?.close()
    this.#sockets.delete(connection)
  }

  #request(request: string, to: Destination & { path?: string }, timeoutMs: number): void {
    const { clock, dialer } = this.#ports
    const timer = `request/${request}`
    const asked = new PortalRequest(dialer, to, (result) => {
      this.#clearTimer(timer)
      this.#requests.delete(request)
      if ('status' in result) this.handle({ kind: 'answer', request, ...result })
      else this.handle({ kind: 'request-failed', request, reason: result.failure })
    })
    this.#requests.set(request, asked)
    this.#setTimer(timer, timeoutAtMs(clock.nowMs(), timeoutMs), () => asked.expire())
  }

  #setTimer(timer: string, atMs: number, fire: () => void): void {
    this.#timers.add(timer)
    this.#ports.clock.setTimer(timer, atMs, () => {
      this.#timers.delete(timer)
      fire()
    })
  }

  #clearTimer(timer: string): void {
    if (this.#timers.delete(timer)) this.#ports.clock.clearTimer(timer)
  }
}

const timeoutAtMs = (nowMs: number, timeoutMs: number): number =>
  Math.floor((nowMs + timeoutMs) / timeoutGridMs) * timeoutGridMs
