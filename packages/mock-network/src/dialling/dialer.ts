import type { Socket } from 'node:net'
import type { TimeSource } from '@understudy/lab-channel'
import {
  type NetworkEffect,
  type NetworkModel,
  nextSynAtMs,
  type Route,
} from '@understudy/network-model'
import type { EnterResult } from '../entrances/enter.ts'
import type { Traffic } from '../forwarders/traffic.ts'

export interface DialerParts {
  readonly model: NetworkModel
  readonly traffic: Traffic
  readonly time: TimeSource
  /** Performs what dialling has told the model. */
  readonly perform: (effects: readonly NetworkEffect[]) => void
  /** Where the appliance listens on loopback, undefined = its process is not there. */
  readonly portOf: (appliance: string) => number | undefined
}

type Reached = Extract<Route, { kind: 'to' }>

/** Joins sockets to hosts of the lab: each connection is dialled in the model first. */
export class Dialer {
  readonly #parts: DialerParts

  constructor(parts: DialerParts) {
    this.#parts = parts
  }

  /** A connection that was accepted already: how it fares it can only feel. The socket is paused. */
  join(origin: string, host: string, port: number, client: Socket): void {
    const { traffic } = this.#parts
    const route = this.#dial(origin, host, port)
    switch (route.kind) {
      case 'to':
        this.#open(origin, route, client)
        break
      case 'black-hole': {
        const redial = () => {
          const again = this.#dial(origin, route.address, port, true)
          if (again.kind === 'black-hole') return undefined
          return (released: Socket): void => {
            if (again.kind === 'to') this.#open(origin, again, released)
            else traffic.refuse(released, origin)
          }
        }
        traffic.swallow(client, origin, redial)
        break
      }
      default:
        traffic.refuse(client, origin)
    }
  }

  /** A program from outside that is to be told how its attempt ended (NET-08); see {@link EnterResult}. */
  async enter(origin: string, host: string, port: number, client: Socket): Promise<EnterResult> {
    let route = this.#dial(origin, host, port)
    if (route.kind === 'black-hole') {
      const { address } = route
      route = await this.#untilAnswered(() => this.#dial(origin, address, port, true), client)
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
    const { model, time, perform, portOf } = this.#parts
    const { route, effects } = model.dial(origin, host, port, time.nowMs(), isRepeat)
    perform(effects)
    // Its process has left in this very moment: who is gone answers nobody.
    if (route.kind === 'to' && portOf(route.appliance) === undefined) {
      return { kind: 'black-hole', address: route.address }
    }
    return route
  }

  /** Repeats the SYN as TCP does, in lab time; a black hole when that is over or the client has left. */
  #untilAnswered(dial: () => Route, client: Socket): Promise<Route> {
    const { time } = this.#parts
    const dialledAtMs = time.nowMs()
    return new Promise((resolve) => {
      const attempt = (repeats: number): void => {
        const atMs = nextSynAtMs(dialledAtMs, repeats)
        if (atMs === null) {
          stop()
          resolve({ kind: 'black-hole', address: '' })
          return
        }
        const timer = time.at(atMs, () => {
          const route = dial()
          if (route.kind === 'black-hole') {
            attempt(repeats + 1)
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
        resolve({ kind: 'black-hole', address: '' })
      }
      const stop = (): void => void client.off('close', onGone)
      client.once('close', onGone)
      attempt(0)
    })
  }

  #open(origin: string, { appliance, address, via }: Reached, client: Socket): void {
    const port = this.#parts.portOf(appliance)
    if (port === undefined) this.#parts.traffic.swallow(client, origin)
    else this.#parts.traffic.open(client, { origin, address, appliance, via, port })
  }
}
