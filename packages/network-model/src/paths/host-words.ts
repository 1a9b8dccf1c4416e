import {
  didYouMean,
  type NetworkConfig,
  nearestWord,
  sinkHosts,
  updateServerHost,
} from '@understudy/shared'
import { outside } from '../origins/origins.ts'

/** The host that has the public address, forwards its ports, and answers pings to it. */
export const gatewayHost = 'gateway'

/** The words that may name a path's ends: hosts, groups of hosts, and `*`. */
export class HostWords {
  readonly #groups: ReadonlyMap<string, ReadonlySet<string>>
  readonly #words: readonly string[]
  readonly #offices: readonly string[]
  readonly #hosts: () => readonly string[]

  /** `hosts`: all known so far. */
  constructor(config: NetworkConfig, hosts: () => readonly string[]) {
    this.#offices = config.offices.map((office) => office.name)
    const groups = { ...config.groups, clients: this.#offices }
    this.#groups = new Map(
      Object.entries(groups).map(([name, members]) => [name, new Set(members)]),
    )
    const appliances = config.appliances.map((appliance) => appliance.name)
    this.#words = [
      ...appliances,
      'conductor',
      outside,
      gatewayHost,
      ...sinkHosts,
      updateServerHost,
      ...this.#groups.keys(),
    ]
    this.#hosts = hosts
  }

  covers(word: string, host: string): boolean {
    return word === '*' || word === host || (this.#groups.get(word)?.has(host) ?? false)
  }

  /** The hosts that the word means, out of those known so far. */
  hostsOf(word: string): readonly string[] {
    return this.#hosts().filter((host) => this.covers(word, host))
  }

  /** The sentence that refuses a path between two words, or undefined. A host has no path to itself. */
  objectionToPath(from: string, to: string): string | undefined {
    const objection = this.objectionTo(from) ?? this.objectionTo(to)
    if (objection !== undefined) return objection
    const [one, ...others] = new Set([...this.#membersOf(from), ...this.#membersOf(to)])
    if (others.length > 0 || one === '*') return undefined
    return `Expected a path between two hosts, found "${one}" at both ends.`
  }

  /** The sentence that refuses an unknown word, or undefined. */
  objectionTo(word: string): string | undefined {
    if (word === '*' || this.#words.includes(word) || this.#offices.includes(word)) return undefined
    const known = [...new Set([...this.#words, ...this.#offices, ...this.#hosts()])]
    if (known.includes(word)) return undefined
    const hint = nearestWord(word, known)
    const meant = didYouMean('sentence', hint)
    const many = this.#offices.length > 3
    const offices = many ? [`office-1 to ${this.#offices.at(-1)}`] : this.#offices
    const listed = [...this.#words, ...offices, '*'].join(', ')
    return `Expected one of the hosts ${listed}, found "${word}".${meant}`
  }

  #membersOf(word: string): Iterable<string> {
    return this.#groups.get(word) ?? [word]
  }
}
