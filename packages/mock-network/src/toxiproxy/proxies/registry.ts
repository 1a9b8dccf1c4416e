import { ApiError, proxyAlreadyExists, proxyNotFound } from '../api-error.ts'
import { inByteOrder } from '../json/go-encode.ts'
import type { Exposure } from '../listening/listen-address.ts'
import type { NewProxy } from './proxy-body.ts'
import type { ProxyTarget } from './proxy-target.ts'
import { ToxicProxy } from './toxic-proxy.ts'

/** More proxies than this are refused. */
const proxiesMax = 1_000

/** Chooses what is behind a new proxy. Throws a refusal if the name may not have that upstream. */
export type TargetOf = (name: string, upstream: string) => ProxyTarget

/** All proxies by name. */
export class Registry {
  readonly #proxies = new Map<string, ToxicProxy>()
  readonly #targetOf: TargetOf
  readonly #exposure: Exposure
  #isStopped = false

  constructor(targetOf: TargetOf, exposure: Exposure) {
    this.#targetOf = targetOf
    this.#exposure = exposure
  }

  /** In the order of their names' bytes. */
  get all(): readonly ToxicProxy[] {
    return inByteOrder([...this.#proxies.keys()]).map((name) => this.get(name))
  }

  has(name: string): boolean {
    return this.#proxies.has(name)
  }

  get(name: string): ToxicProxy {
    const proxy = this.#proxies.get(name)
    if (proxy === undefined) throw proxyNotFound()
    return proxy
  }

  async create(given: NewProxy): Promise<ToxicProxy> {
    if (this.#proxies.has(given.name)) throw proxyAlreadyExists()
    return await this.#put(given)
  }

  /** A proxy that exists with the same addresses stays as it is; with others it is replaced. */
  async createOrReplace(given: NewProxy): Promise<ToxicProxy> {
    const present = this.#proxies.get(given.name)
    if (present !== undefined) {
      if (!(await present.differs(given.listen, given.upstream))) return present
      present.assertMayChange()
      present.stop()
    }
    const proxy = await this.#put(given)
    present?.remove()
    return proxy
  }

  remove(name: string): void {
    this.get(name).remove()
    this.#proxies.delete(name)
  }

  /** Switches every proxy on and removes all toxics. Stops at the first that cannot listen. */
  async reset(): Promise<void> {
    for (const proxy of this.all) {
      await proxy.start()
      proxy.toxics.clear()
    }
  }

  /** Closes every socket, also those of proxies still being created. */
  stop(): void {
    this.#isStopped = true
    for (const proxy of this.#proxies.values()) proxy.abandon()
  }

  async #put({ name, listen, upstream, enabled }: NewProxy): Promise<ToxicProxy> {
    if (this.#proxies.size >= proxiesMax && !this.#proxies.has(name)) {
      throw new ApiError(500, `at most ${proxiesMax} proxies can be made`)
    }
    const target = this.#targetOf(name, upstream)
    const proxy = new ToxicProxy(name, { listen, upstream }, target, this.#exposure)
    if (this.#isStopped) proxy.abandon()
    await proxy.begin(enabled)
    this.#proxies.set(name, proxy)
    return proxy
  }
}
