import { ApiError } from '../api-error.ts'
import { goString } from '../json/go-encode.ts'
import { joinHostPort } from '../listening/host-port.ts'
import { type Exposure, resolveListen } from '../listening/listen-address.ts'
import { Listener } from '../listening/listener.ts'
import { toxicJson } from '../toxics/toxic.ts'
import { ToxicList } from '../toxics/toxic-list.ts'
import type { ProxyTarget } from './proxy-target.ts'

/** What a client may set on a proxy besides its name. */
export interface ProxyState {
  readonly listen: string
  readonly upstream: string
  readonly enabled: boolean
}

/** One proxy: a listener that can be switched off, a target, and its toxics. */
export class ToxicProxy {
  readonly name: string
  readonly toxics: ToxicList
  readonly #target: ProxyTarget
  readonly #exposure: Exposure
  readonly #listener: Listener
  #listen: string
  #upstream: string
  #isEnabled = false
  #isAbandoned = false

  /** It begins switched off. */
  constructor(
    name: string,
    addresses: { readonly listen: string; readonly upstream: string },
    target: ProxyTarget,
    exposure: Exposure,
  ) {
    this.name = name
    this.#listen = addresses.listen
    this.#upstream = addresses.upstream
    this.#target = target
    this.#exposure = exposure
    this.#listener = new Listener(exposure, (client) => target.accept(client))
    this.toxics = new ToxicList((changes) => target.toxicsChanged(this.toxics.all, changes))
  }

  get state(): ProxyState {
    return { listen: this.#listen, upstream: this.#upstream, enabled: this.#isEnabled }
  }

  /** Starts a new proxy, or tells its target that it is off. Throws as {@link start} does. */
  async begin(isEnabled: boolean): Promise<void> {
    if (isEnabled) await this.start()
    else this.#tell()
  }

  /** Listens. If it cannot, throws in Go's words and stays off. Does nothing if it is on. */
  async start(): Promise<void> {
    if (this.#isEnabled) return
    const listen = await this.#listener.open(this.#listen)
    if (this.#isAbandoned) return this.#listener.close()
    this.#listen = listen
    this.#isEnabled = true
    this.#tell()
  }

  /** Accepts nobody any more and cuts off present connections. Idempotent. */
  stop(): void {
    if (!this.#isEnabled) return
    this.#isEnabled = false
    this.#listener.close()
    this.#tell()
  }

  /** Whether these addresses differ from the proxy's. Throws if `listen` is invalid. */
  async differs(listen: string, upstream: string): Promise<boolean> {
    const resolved = await resolveListen(listen, this.#exposure)
    return this.#listen !== joinHostPort(resolved) || this.#upstream !== upstream
  }

  /** New addresses restart it and drop its connections; the toxics stay. */
  async update({ listen, upstream, enabled }: ProxyState): Promise<void> {
    if (await this.differs(listen, upstream)) {
      if (listen !== this.#listen || upstream !== this.#upstream) this.assertMayChange()
      this.stop()
      this.#listen = listen
      this.#upstream = upstream
    }
    if (enabled) await this.start()
    else this.stop()
  }

  /** Throws a refusal if its addresses are fixed. */
  assertMayChange(): void {
    if (this.#target.fixed !== undefined) throw new ApiError(400, this.#target.fixed)
  }

  /** Deletes it: it serves nobody and its toxics hit nothing any more. */
  remove(): void {
    this.#isEnabled = false
    this.#listener.close()
    this.toxics.clear()
    this.#target.removed()
  }

  /** The process ends: sockets are closed, and nothing else is told or changed. */
  abandon(): void {
    this.#isAbandoned = true
    this.#listener.close()
    this.#target.abandoned()
  }

  #tell(): void {
    this.#target.switched({
      isEnabled: this.#isEnabled,
      listen: this.#listen,
      upstream: this.#upstream,
    })
  }
}

/** As Toxiproxy 2.12 writes it, with the stray "Logger" that it sends. */
export function proxyJson(proxy: ToxicProxy): string {
  const { listen, upstream, enabled } = proxy.state
  return (
    `{"name":${goString(proxy.name)},"listen":${goString(listen)},"upstream":${goString(upstream)},` +
    `"enabled":${enabled},"Logger":{},"toxics":[${proxy.toxics.all.map(toxicJson).join(',')}]}`
  )
}
