import type { ApplianceInput } from '@understudy/appliance-core'
import { Flows } from '../../src/fabric/flows.ts'
import type { NetworkPort } from '../../src/fabric/network-port.ts'
import { Scheduler } from '../../src/scheduler/scheduler.ts'
import type { HostPort } from '../../src/world/host-port.ts'

/** A network of hosts that hold the addresses of their own names, and one path that can be cut. */
export class FakeNetwork implements NetworkPort {
  readonly scheduler = new Scheduler(0)
  readonly latencyMs = 10
  readonly tlsPort = 443
  readonly flows = new Flows()
  readonly hosts = new Map<string, RecordingHost>()
  cut = false

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

  resolve(host: string): string | undefined {
    return this.hosts.has(host) || host === 'nobody' ? host : undefined
  }

  route(_from: string, address: string): string | null {
    return address === 'nobody' || this.cut ? null : address
  }

  carries(): boolean {
    return !this.cut
  }

  heal(): void {
    this.cut = false
    this.flows.onHealed()
  }

  runTo(timeMs: number): void {
    this.scheduler.runUntil(timeMs, { untilMs: timeMs, stepsMax: 100_000 })
  }
}

/** Keeps what it was told, and when. */
export class RecordingHost implements HostPort {
  readonly name: string
  readonly preSharedKey: string
  readonly blobs = new Map<string, number>()
  readonly heard: (ApplianceInput & { readonly atMs: number })[] = []
  readonly #network: FakeNetwork

  constructor(network: FakeNetwork, name: string, preSharedKey: string) {
    this.#network = network
    this.name = name
    this.preSharedKey = preSharedKey
  }

  deliver(input: ApplianceInput): void {
    this.heard.push({ ...input, atMs: this.#network.scheduler.nowMs })
  }

  portal() {
    return { status: 200, state: 'serving', appliance: this.name, siteVersion: '1.0' } as const
  }

  /** What it was told, in short: "12 link-down". */
  get times(): readonly string[] {
    return this.heard.map((input) => `${input.atMs} ${input.kind}`)
  }
}
