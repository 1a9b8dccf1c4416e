import { connect, type Socket } from 'node:net'
import { loopback, type TimeSource } from '@understudy/lab-channel'
import { Chain, type ToxicSpec } from '@understudy/network-model'
import type { Random } from '@understudy/shared'
import type { HeldBudget } from '../../forwarders/held-budget.ts'
import { Relay, type StreamDirection } from '../../forwarders/relay.ts'
import { parseHostPort } from '../listening/host-port.ts'
import type { ProxyMetrics } from '../metrics.ts'
import { type Toxic, toxicSpec } from '../toxics/toxic.ts'
import type { ToxicChange } from '../toxics/toxic-list.ts'
import type { ProxyTarget } from './proxy-target.ts'

/** The most connections of one proxy; one more client is reset. */
const connectionsMax = 5_000
const directions: readonly StreamDirection[] = ['upstream', 'downstream']

export interface RelayTargetPorts {
  readonly time: TimeSource
  /** This proxy's own random source: its n-th connection always draws the same. */
  readonly random: Random
  readonly metrics: ProxyMetrics
  /** For what waits in toxics, over all proxies. */
  readonly budget: HeldBudget
}

/** A host outside the lab, behind toxics that take real time. */
export class RelayTarget implements ProxyTarget {
  readonly #name: string
  readonly #ports: RelayTargetPorts
  readonly #relays = new Set<Relay>()
  /** Sockets of connections that have not reached the upstream yet. */
  readonly #pending = new Set<Socket>()
  #addresses = { listen: '', upstream: '' }
  #specs: Readonly<Record<StreamDirection, readonly ToxicSpec[]>> = { upstream: [], downstream: [] }
  #connectionCount = 0

  constructor(name: string, ports: RelayTargetPorts) {
    this.#name = name
    this.#ports = ports
  }

  accept(client: Socket): void {
    client.on('error', () => undefined)
    if (this.#relays.size + this.#pending.size / 2 >= connectionsMax) {
      client.resetAndDestroy()
      return
    }
    const upstream = this.#dialUpstream()
    if (upstream === undefined) {
      client.destroy()
      return
    }
    this.#whenThrough(client, upstream)
  }

  switched(state: { isEnabled: boolean; listen: string; upstream: string }): void {
    this.#addresses = { listen: state.listen, upstream: state.upstream }
    if (!state.isEnabled) this.#drop()
  }

  toxicsChanged(toxics: readonly Toxic[], changes: readonly ToxicChange[]): void {
    const specsOf = (direction: StreamDirection): readonly ToxicSpec[] =>
      toxics.filter((toxic) => toxic.direction === direction).map((toxic) => toxicSpec(toxic))
    this.#specs = { upstream: specsOf('upstream'), downstream: specsOf('downstream') }
    for (const direction of directions) {
      if (!changes.some(({ toxic }) => toxic.direction === direction)) continue
      for (const relay of this.#relays) relay.change(direction, this.#specs[direction])
    }
  }

  removed(): void {
    this.#drop()
  }

  abandoned(): void {
    this.#drop()
  }

  #dialUpstream(): Socket | undefined {
    try {
      const { host, port } = parseHostPort(this.#addresses.upstream)
      return dialTcp(host === '' ? loopback.host : host, port)
    } catch {
      // Not an address: the client is let go, as when an upstream refuses.
      return undefined
    }
  }

  #whenThrough(client: Socket, upstream: Socket): void {
    const number = this.#connectionCount++
    const pair = [client, upstream]
    for (const socket of pair) this.#pending.add(socket)
    const failed = (): void => {
      for (const socket of pair) {
        this.#pending.delete(socket)
        socket.destroy()
      }
    }
    upstream.once('error', failed)
    client.once('close', failed)
    upstream.once('close', failed)
    upstream.once('connect', () => {
      upstream.off('error', failed)
      upstream.off('close', failed)
      client.off('close', failed)
      for (const socket of pair) this.#pending.delete(socket)
      if (client.destroyed) upstream.destroy()
      else this.#relay(client, upstream, number)
    })
  }

  #relay(client: Socket, upstream: Socket, number: number): void {
    const { time, random, metrics, budget } = this.#ports
    const chainOf = (direction: StreamDirection): Chain =>
      new Chain(this.#specs[direction], random.fork(`${number}/${direction}`), time.nowMs())
    const { listen: listener, upstream: address } = this.#addresses
    const labelsOf = (direction: StreamDirection) =>
      ({ direction, proxy: this.#name, listener, upstream: address }) as const
    const relay = new Relay(
      {
        client,
        upstream,
        chains: { upstream: chainOf('upstream'), downstream: chainOf('downstream') },
        time,
        budget,
        manner: 'terminating',
      },
      {
        closed: () => this.#relays.delete(relay),
        received: (direction, bytes) => metrics.add('received', labelsOf(direction), bytes),
        carried: (direction, bytes) => metrics.add('sent', labelsOf(direction), bytes),
      },
    )
    this.#relays.add(relay)
  }

  #drop(): void {
    for (const relay of this.#relays) relay.destroy()
    for (const socket of this.#pending) socket.destroy()
  }
}

const dialTcp = (host: string, port: number): Socket => {
  const socket = connect({ host, port, noDelay: true, allowHalfOpen: true })
  socket.pause()
  return socket
}
