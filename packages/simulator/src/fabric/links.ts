import { type LinkMessage, timeouts, unreachable } from '@understudy/shared'
import type { FindHost, HostPort } from '../world/host-port.ts'
import { sendBlobs } from './blob-transfer.ts'
import { knock } from './knock.ts'
import { type Blob, Link, type LinkEnd, type LinkItem } from './link.ts'
import type { NetworkPort, Reached } from './network-port.ts'

type DialFailure = 'unreachable' | 'wrong-key' | 'not-an-appliance'

/**
 * The links between appliances. A dial takes one hop to be accepted and one back to be known; if the keys differ it
 * ends in the handshake, and the accepting appliance's core hears nothing (FO-02).
 */
export class VirtualLinks {
  readonly #network: NetworkPort
  readonly #findHost: FindHost
  /** By host, then by that host's id for the link. */
  readonly #ends = new Map<string, Map<string, LinkEnd>>()
  #accepted = 0

  constructor(network: NetworkPort, findHost: FindHost) {
    this.#network = network
    this.#findHost = findHost
  }

  dial(host: HostPort, id: string, target: string, port: number): void {
    const { scheduler } = this.#network
    const end = this.#open(host, id, 'dialed')
    knock(this.#network, {
      origin: host.name,
      host: target,
      port,
      isWanted: () => end.state === 'dialing',
      onRoute: (route) => {
        if (route.kind === 'to') this.#arrive(end, route)
        else if (route.kind === 'unknown-host') this.#failDial(end, 'unreachable', 'no such host')
        else this.#failDial(end, 'unreachable', 'nothing listens on that port')
      },
    })
    scheduler.after(timeouts.dialMs, () =>
      this.#failDial(end, 'unreachable', `no answer within ${timeouts.dialMs} ms`),
    )
  }

  send(host: HostPort, id: string, message: LinkMessage): void {
    this.#sendItem(host, id, { kind: 'message', message })
  }

  /** `bytesPerSecond`: at most this fast; null = as fast as recordings travel. */
  fetchBlobs(
    host: HostPort,
    id: string,
    blobs: readonly Blob[],
    bytesPerSecond: number | null = null,
  ): void {
    const held = blobs.filter((blob) => host.blobs.holds(blob))
    if (held.length > 0) deliverBlobs(host, held)
    const wanted = blobs.filter((blob) => !host.blobs.holds(blob))
    if (wanted.length > 0)
      this.#sendItem(host, id, { kind: 'blobs-wanted', blobs: wanted, bytesPerSecond })
  }

  /** Closed by its own appliance, which is told nothing more of it. */
  close(host: HostPort, id: string, reason: string): void {
    const end = this.#endOf(host, id)
    if (end === undefined) return
    const { link } = end
    this.#forget(end)
    link?.sendFrom(end, { kind: 'close', reason })
  }

  /** The process is gone; what it had sent still arrives, then the other end sees the connection go. */
  closeAll(host: HostPort, reason: string): void {
    for (const id of [...(this.#ends.get(host.name)?.keys() ?? [])]) this.close(host, id, reason)
  }

  /** The host has lost power: its ends are gone, and nobody is told. */
  forgetAll(host: HostPort): void {
    for (const end of [...(this.#ends.get(host.name)?.values() ?? [])]) this.#forget(end)
  }

  /** Which links that host has to the other one, though that one's end is gone. */
  deadLinksOf(host: HostPort, to: string): readonly string[] {
    const ends = [...(this.#ends.get(host.name)?.values() ?? [])]
    const isDead = (end: LinkEnd) => end.link?.holder === to && end.link.isDead(end)
    return ends.filter(isDead).map(({ id }) => id)
  }

  #arrive(dialer: LinkEnd, route: Reached): void {
    const { scheduler, latencyMs } = this.#network
    const host = this.#findHost(route.appliance)
    if (host.preSharedKey === '' || host.preSharedKey !== dialer.host.preSharedKey) {
      scheduler.after(latencyMs, () =>
        this.#failDial(dialer, 'wrong-key', 'the handshake failed: the keys are not identical'),
      )
      return
    }
    this.#accepted += 1
    const acceptor = this.#open(host, `in-${this.#accepted}`, 'accepted')
    acceptor.state = 'up'
    const link = new Link({
      network: this.#network,
      route,
      dialer,
      acceptor,
      onItem: (end, item) => this.#onItem(end, item),
      onReset: (end, reason) => this.#onClosed(end, reason),
    })
    link.sendFrom(acceptor, { kind: 'up' })
    host.deliver({ kind: 'link-up', link: acceptor.id, side: 'accepted' })
  }

  #onItem(end: LinkEnd, item: LinkItem): void {
    if (end.state === 'closed') return
    switch (item.kind) {
      case 'up':
        end.state = 'up'
        end.host.deliver({ kind: 'link-up', link: end.id, side: 'dialed' })
        return
      case 'message':
        end.host.deliver({ kind: 'link-message', link: end.id, message: item.message })
        return
      case 'close':
        this.#onClosed(end, item.reason)
        return
      case 'blobs-wanted':
        sendBlobs(this.#network.scheduler, end, item.blobs, item.bytesPerSecond)
        return
      case 'blobs':
        for (const { name, sizeBytes } of item.blobs) end.host.blobs.set(name, sizeBytes)
        deliverBlobs(end.host, item.blobs)
        return
      case 'blobs-absent':
        end.host.deliver({ kind: 'blobs-failed', reason: item.reason })
        return
      default:
        unreachable(item)
    }
  }

  #onClosed(end: LinkEnd, reason: string): void {
    if (end.state === 'closed') return
    if (end.state === 'dialing') {
      this.#failDial(end, 'unreachable', reason)
      return
    }
    this.#forget(end)
    end.host.deliver({ kind: 'link-down', link: end.id, reason })
  }

  #failDial(end: LinkEnd, reason: DialFailure, detail: string): void {
    if (end.state !== 'dialing') return
    const { link } = end
    this.#forget(end)
    link?.sendFrom(end, { kind: 'close', reason: detail })
    end.host.deliver({ kind: 'dial-failed', link: end.id, reason, detail })
  }

  #sendItem(host: HostPort, id: string, item: LinkItem): void {
    const end = this.#endOf(host, id)
    if (end?.state === 'up') end.link?.sendFrom(end, item)
  }

  #open(host: HostPort, id: string, side: LinkEnd['side']): LinkEnd {
    const end: LinkEnd = { host, id, side, state: 'dialing', link: null }
    const ends = this.#ends.get(host.name) ?? new Map<string, LinkEnd>()
    this.#ends.set(host.name, ends.set(id, end))
    return end
  }

  #endOf(host: HostPort, id: string): LinkEnd | undefined {
    return this.#ends.get(host.name)?.get(id)
  }

  #forget(end: LinkEnd): void {
    end.state = 'closed'
    this.#ends.get(end.host.name)?.delete(end.id)
    end.link?.forgetIfOver()
  }
}

function deliverBlobs(host: HostPort, blobs: readonly Blob[]): void {
  const bytes = blobs.reduce((sum, blob) => sum + blob.sizeBytes, 0)
  host.deliver({ kind: 'blobs-fetched', names: blobs.map((blob) => blob.name), bytes })
}
