import { outside } from '../origins/origins.ts'
import type { ToxicSpec } from '../toxics/toxic-spec.ts'
import type { HostWords } from './host-words.ts'

/** A lab path as the Toxiproxy API shows it (NET-10): connections that `from` dials to `to`. */
export interface NamedPath {
  readonly name: string
  readonly from: string
  readonly to: string
  upstream: readonly ToxicSpec[]
  downstream: readonly ToxicSpec[]
  isEnabled: boolean
}

/** The lab's paths as proxies: clients-a, clients-b, a-b, b-a. */
export class PathToxics {
  readonly #words: HostWords
  readonly #paths = new Map<string, NamedPath>()

  constructor(words: HostWords, appliances: readonly string[]) {
    this.#words = words
    for (const to of appliances) this.#add('clients', to)
    for (const from of appliances) {
      for (const to of appliances) if (from !== to) this.#add(from, to)
    }
  }

  get names(): readonly string[] {
    return [...this.#paths.keys()]
  }

  get all(): readonly NamedPath[] {
    return [...this.#paths.values()]
  }

  get(name: string): NamedPath | undefined {
    return this.#paths.get(name)
  }

  /** Programs from outside use the clients' paths. */
  isFrom(path: NamedPath, host: string): boolean {
    return this.#words.covers(path.from, host) || (path.from === 'clients' && host === outside)
  }

  /** Whether a connection between these two would take a disabled path. */
  refuses(origin: string, appliance: string): boolean {
    // Asked with every dial; hardly ever is one disabled.
    for (const path of this.#paths.values())
      if (!path.isEnabled && path.to === appliance && this.isFrom(path, origin)) return true
    return false
  }

  toxicsOf(from: string, to: string): readonly ToxicSpec[] {
    return [...this.#paths.values()].flatMap((path) => {
      if (path.to === to && this.isFrom(path, from)) return path.upstream
      return path.to === from && this.isFrom(path, to) ? path.downstream : []
    })
  }

  #add(from: string, to: string): void {
    const name = `${from}-${to}`
    this.#paths.set(name, { name, from, to, upstream: [], downstream: [], isEnabled: true })
  }
}
