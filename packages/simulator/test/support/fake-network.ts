import type { ApplianceInput } from '@understudy/appliance-core'
import { Chain, type Route, type ToxicSpec } from '@understudy/network-model'
import { createRandom } from '@understudy/shared'
import { Flows } from '../../src/fabric/flows.ts'
import type { NetworkPort } from '../../src/fabric/network-port.ts'
import { Scheduler } from '../../src/scheduler/scheduler.ts'
import type { HostPort } from '../../src/world/host-port.ts'
import { Recordings } from '../../src/world/recordings.ts'

/** A network of hosts that hold the addresses of their own names, and one path that can be cut. */
export class FakeNetwork implements NetworkPort {
  readonly scheduler = new Scheduler(0)
  readonly latencyMs = 10
  readonly tlsPort = 443
  readonly siteHostname = 'support.example.com'
  readonly authority = 'an authority'
  readonly flows = new Flows()
  readonly hosts = new Map<string, RecordingHost>()
  cut = false
  /** What hits connections in either direction. */
  toxics: readonly ToxicSpec[] = []

  addHost(name: string, preSharedKey = 'a key'): RecordingHost {
    const host = new RecordingHost(this, name, preSharedKey)
    this.hosts.set(name, host)
    return host
  }

  readonly findHost = (name: string): HostPort => {
    const host = this.hosts.get(name)
    if (host === undefined) throw new Error(`no host ${name}`)
    return host
  }

  readonly heartbeat = { everyMs: 30_000, answerMs: 30_000 }

  /** Nobody takes anybody's address here. */
  meets(): null {
    return null
  }

  dial(_origin: string, host: string, port: number): Route {
    if (port !== this.tlsPort) return { kind: 'refused' }
    if (host === 'nobody' || (this.cut && this.hosts.has(host)))
      return { kind: 'black-hole', addresses: [host] }
    if (!this.hosts.has(host)) return { kind: 'unknown-host' }
    return { kind: 'to', appliance: host, address: host, via: null }
  }

  carriesFrom(): boolean {
    return !this.cut
  }

  isPlain(): boolean {
    return this.toxics.length === 0
  }

  chainOf(): Chain | null {
    return this.toxics.length === 0
      ? null
      : new Chain(this.toxics, createRandom('chain'), this.scheduler.nowMs)
  }

  readonly touched: string[] = []

  noteTouched(_connection: unknown, faults: readonly string[]): void {
    this.touched.push(...faults)
  }

  changeChain(chain: Chain): void {
    chain.change(this.toxics, this.scheduler.nowMs)
  }

  /** Of the hosts a and b. */
  heal(): void {
    this.cut = false
    this.flows.onHealed('a', 'b')
  }

  runTo(timeMs: number): void {
    this.scheduler.runUntil(timeMs, { untilMs: timeMs, stepsMax: 100_000 })
  }
}

/** Keeps what it was told, and when. */
export class RecordingHost implements HostPort {
  readonly name: string
  readonly preSharedKey: string
  readonly blobs = new Recordings()
  readonly heard: (ApplianceInput & { readonly atMs: number })[] = []
  readonly #network: FakeNetwork

  constructor(network: FakeNetwork, name: string, preSharedKey: string) {
    this.#network = network
    this.name = name
    this.preSharedKey = preSharedKey
  }

  certificateAt(): null {
    return null
  }

  deliver(input: ApplianceInput): void {
    this.heard.push({ ...input, atMs: this.#network.scheduler.nowMs })
  }

  serve(_serviceUs: number, act: () => void): void {
    act()
  }

  page() {
    return { status: 200, state: 'serving', appliance: this.name, siteVersion: '1.0' } as const
  }

  /** What it was told, in short: "12 link-down". */
  get times(): readonly string[] {
    return this.heard.map((input) => `${input.atMs} ${input.kind}`)
  }
}
