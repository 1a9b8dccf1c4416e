import type { Socket } from 'node:net'
import type { TimeSource } from '@understudy/lab-channel'
import {
  Attempts,
  type NetworkEffect,
  type NetworkModel,
  type Route,
} from '@understudy/network-model'
import type { EnterResult } from '../entrances/enter.ts'
import type { Traffic } from '../forwarders/traffic.ts'

/** Where an appliance's process listens. */
export interface Listener {
  readonly host: string
  readonly port: number
}

export interface DialerParts {
  readonly model: NetworkModel
  readonly traffic: Traffic
  readonly time: TimeSource
  /** Performs the effects of a dial. */
  readonly perform: (effects: readonly NetworkEffect[]) => void
  /** Where the appliance listens for that address, or at first; undefined = its process is not there. */
  readonly listenerOf: (appliance: string, address: string | null) => Listener | undefined
}

const silence: Route = { kind: 'black-hole', addresses: [] }

type Reached = Extract<Route, { kind: 'to' }>

/** Joins sockets to hosts of the lab: each connection is dialled in the model first. */
export class Dialer {
  readonly #parts: DialerParts

  constructor(parts: DialerParts) {
    this.#parts = parts
  }

  /**
   * For a connection that is accepted already, so that its client only notices how the dial went. The socket is paused.
   */
  join(origin: string, host: string, port: number, client: Socket): void {
    const { traffic } = this.#parts
    const route = this.#dial(origin, host, port)
    switch (route.kind) {
      case 'to':
        this.#open(origin, route, client)
        break
      case 'black-hole': {
        const attempts = new Attempts(route.addresses, this.#parts.time.nowMs())
        const dial = (address: string) => {
          const again = this.#redial(origin, address, port, attempts)
          if (again.kind === 'black-hole') return undefined
          return (released: Socket): void => {
            if (again.kind === 'to') this.#open(origin, again, released)
            else traffic.refuse(released, origin)
          }
        }
        traffic.swallow(client, origin, host, { attempts, dial })
        break
      }
      default:
        traffic.refuse(client, origin)
    }
  }

  /** For a program from outside that is told how its attempt ended (NET-08); see {@link EnterResult}. */
  async enter(origin: string, host: string, port: number, client: Socket): Promise<EnterResult> {
    let route = this.#dial(origin, host, port)
    if (route.kind === 'black-hole') {
      const attempts = new Attempts(route.addresses, this.#parts.time.nowMs())
      route = await this.#untilAnswered(
        attempts,
        (address) => this.#redial(origin, address, port, attempts),
        client,
      )
    }
    if (route.kind !== 'to') return route.kind === 'black-hole' ? 'no-answer' : route.kind
    const reached = route
    // The proxy's own answer goes out first.
    setImmediate(() => {
      if (!client.destroyed) this.#open(origin, reached, client)
    })
    return 'open'
  }

  #dial(origin: string, host: string, port: number, isRepeat = false): Route {
    const { model, time, perform, listenerOf, traffic } = this.#parts
    const { route, effects } = model.dial(origin, host, port, time.nowMs(), isRepeat)
    perform(effects)
    if (route.kind !== 'to') return route
    const { appliance, address } = route
    // Its process has just left, or it hangs and its queue is full: either way nothing answers a SYN.
    const answers = listenerOf(appliance, null) !== undefined && !traffic.hasNoRoomFor(appliance)
    return answers ? route : { kind: 'black-hole', addresses: [address] }
  }

  /** When one of several addresses refuses, the others are still tried. */
  #redial(origin: string, address: string, port: number, attempts: Attempts): Route {
    const route = this.#dial(origin, address, port, true)
    if (route.kind === 'to' || route.kind === 'black-hole') return route
    return attempts.refused(address) ? { kind: 'black-hole', addresses: [address] } : route
  }

  /** Repeats the SYN as TCP does, in lab time; a black hole once TCP would give up or the client has left. */
  #untilAnswered(
    attempts: Attempts,
    dial: (address: string) => Route,
    client: Socket,
  ): Promise<Route> {
    const { time } = this.#parts
    return new Promise((resolve) => {
      const attempt = (): void => {
        const next = attempts.take()
        if (next === undefined) {
          stop()
          resolve(silence)
          return
        }
        const timer = time.at(next.atMs, () => {
          const route = dial(next.address)
          if (route.kind === 'black-hole') {
            attempt()
            return
          }
          stop()
          resolve(route)
        })
        cancel = () => time.clear(timer)
      }
      let cancel = (): void => undefined
      const onGone = (): void => {
        cancel()
        resolve(silence)
      }
      const stop = (): void => void client.off('close', onGone)
      client.once('close', onGone)
      attempt()
    })
  }

  #open(origin: string, { appliance, address, via }: Reached, client: Socket): void {
    // The lab's own operator is shown what the box came with: a wrong certificate must not lock out who can replace it.
    const shownAt = origin === 'conductor' ? null : address
    const listener = this.#parts.listenerOf(appliance, shownAt)
    if (listener === undefined) this.#parts.traffic.swallow(client, origin, address)
    else this.#parts.traffic.open(client, { origin, address, appliance, via, ...listener })
  }
}
