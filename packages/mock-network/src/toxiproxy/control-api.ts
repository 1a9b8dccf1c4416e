import { loopback, type TimeSource } from '@understudy/lab-channel'
import { createRandom, type Random } from '@understudy/shared'
import { RealTimers } from '../clock/real-timers.ts'
import { HeldBudget } from '../forwarders/held-budget.ts'
import { ApiError } from './api-error.ts'
import { HttpDoor } from './http/http-door.ts'
import type { LabAccess } from './lab/lab-access.ts'
import { upstreamOf } from './lab/lab-path.ts'
import { LabPathTarget } from './lab/lab-path-target.ts'
import { ToxicHits } from './lab/toxic-hits.ts'
import { parseHostPort } from './listening/host-port.ts'
import type { Exposure } from './listening/listen-address.ts'
import { ProxyMetrics } from './metrics.ts'
import type { NewProxy } from './proxies/proxy-body.ts'
import type { ProxyTarget } from './proxies/proxy-target.ts'
import { Registry } from './proxies/registry.ts'
import { RelayTarget } from './proxies/relay-target.ts'
import { controlRoutes } from './routes.ts'

export interface ControlApiOptions {
  /** Seeds everything random: the same seed and order of connections give the same draws. */
  readonly seed: string
  /** The lab whose paths are proxies from the start; absent = a standalone Toxiproxy. */
  readonly lab?: LabAccess
  /** For proxies with an upstream outside the lab. Default: the machine's time. */
  readonly time?: TimeSource
  /** Where the API listens. Default loopback. */
  readonly host?: string
  /** Where proxies may listen. Default: loopback only (NET-11). */
  readonly exposure?: Exposure
  /** Whether GET /metrics exists. */
  readonly hasMetrics?: boolean
}

/**
 * The Toxiproxy HTTP API, version 2.12.0 (NET-10): existing clients of it drive the lab's paths, and
 * proxies of their own, unchanged.
 *
 * How it plugs in: `new ControlApi({ seed, lab })` where `lab` is a {@link LabAccess} over the model
 * and its carrier; `await start(port)` opens the lab paths' published ports and the API;
 * `published` are those ports by path; whoever tells the model of a hit (`model.noteHit`) also calls
 * `noteHit`; `stop()` closes everything.
 */
export class ControlApi {
  readonly #options: ControlApiOptions
  readonly #random: Random
  readonly #metrics = new ProxyMetrics()
  readonly #budget = new HeldBudget()
  readonly #hits = new ToxicHits()
  readonly #time: TimeSource
  readonly #registry: Registry
  readonly #door: HttpDoor

  constructor(options: ControlApiOptions) {
    this.#options = options
    this.#random = createRandom(options.seed).fork('control')
    this.#time = options.time ?? new RealTimers()
    this.#registry = new Registry(
      (name, upstream) => this.#targetOf(name, upstream),
      options.exposure ?? 'loopback',
    )
    const metrics = options.hasMetrics === true ? this.#metrics : undefined
    this.#door = new HttpDoor(controlRoutes(this.#registry, metrics))
  }

  /**
   * Opens the published ports and the API; resolves with its port (0: a free one). Rejects if it is taken; another one
   * can then be tried.
   */
  async start(port: number): Promise<number> {
    for (const path of this.#options.lab?.paths ?? []) {
      const { name } = path
      if (this.#registry.has(name)) continue
      const upstream = upstreamOf(path)
      await this.#registry.create({ name, listen: loopback.at(0), upstream, enabled: true })
    }
    return await this.#door.listen(port, this.#options.host ?? loopback.host)
  }

  /** Loopback ports of the lab's paths, for programs that know no proxy (NET-08). */
  get published(): Readonly<Record<string, number>> {
    const paths = new Set(this.#options.lab?.paths.map((path) => path.name))
    const proxies = this.#registry.all.filter((proxy) => paths.has(proxy.name))
    return Object.fromEntries(
      proxies.map((proxy) => [proxy.name, parseHostPort(proxy.state.listen).port]),
    )
  }

  /** That fault touched a flow of the lab: counted if it is a toxic on one of its paths. */
  noteHit(fault: string): void {
    this.#hits.note(fault)
  }

  /** Creates these proxies at the start, as Toxiproxy does from its config file. */
  async populate(proxies: readonly NewProxy[]): Promise<void> {
    for (const proxy of proxies) await this.#registry.createOrReplace(proxy)
  }

  /** Closes every socket. Idempotent. */
  stop(): void {
    this.#door.stop()
    this.#registry.stop()
  }

  #targetOf(name: string, upstream: string): ProxyTarget {
    const { lab } = this.#options
    const path = lab?.paths.find((path) => path.name === name)
    if (lab === undefined || path === undefined) {
      return new RelayTarget(name, {
        time: this.#time,
        random: this.#random.fork(name),
        metrics: this.#metrics,
        budget: this.#budget,
      })
    }
    if (upstream === upstreamOf(path)) return new LabPathTarget(path, lab, this.#hits)
    throw new ApiError(400, `${name} is a path of the lab: its upstream is ${upstreamOf(path)}`)
  }
}
