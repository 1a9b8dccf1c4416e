import type {
  ClientEffect,
  ClientGroup,
  ClientInput,
  OutgoingClientMessage,
  Random,
} from '@understudy/shared'
import { Backoff } from '../backoff.ts'
import type { PopulationCommons } from '../commons.ts'
import type { Fate, InstalledMember } from '../contract.ts'
import { type ChannelNews, SiteChannel } from '../site-channel.ts'

/**
 * An installer generated in one version of the site: after an update the site refuses it until it is generated again
 * (CLI-05). That only shows when it is tried; {@link tryOut} does that once.
 */
export class Installer implements InstalledMember {
  readonly name: string
  readonly group: ClientGroup = 'installers'
  readonly finished = false
  readonly sessionsUnderWay = 0
  readonly isRemoved = false
  readonly #channel: SiteChannel
  #version: string
  #appliance: string | null = null
  #expired = false

  constructor(name: string, office: string, commons: PopulationCommons, random: Random) {
    const { config, reconnections } = commons
    this.name = name
    this.#version = config.siteVersion
    const line = { owner: name, host: config.siteHostname, office, backoff: new Backoff(random) }
    this.#channel = new SiteChannel({ ...line, attempts: reconnections.of(this.group) }, this)
  }

  get office(): string {
    return this.#channel.office
  }

  get appliance(): string | null {
    return this.#appliance
  }

  /** It is being tried: the site has not answered yet. */
  get isTrying(): boolean {
    return !this.#channel.away
  }

  greeting(): OutgoingClientMessage {
    return { type: 'hello', kind: 'installer', name: this.name, version: this.#version }
  }

  fateAt(siteVersion: string): Fate {
    if (this.#expired) return 'redeploy-by-hand'
    return this.#version === siteVersion ? 'upgraded' : 'late'
  }

  redeploy(siteVersion: string): readonly ClientEffect[] | null {
    if (!this.#expired) return null
    this.#expired = false
    this.#version = siteVersion
    return []
  }

  /** A file that is used once is not installed. */
  remove(): null {
    return null
  }

  /** Somebody starts it, if the site has another version than the one it was generated in. */
  tryOut(siteVersion: string, nowMs: number): readonly ClientEffect[] {
    const effects: ClientEffect[] = []
    if (this.isTrying || this.fateAt(siteVersion) !== 'late') return effects
    this.#channel.dial(nowMs, effects)
    return effects
  }

  step(input: ClientInput, nowMs: number): readonly ClientEffect[] {
    const effects: ClientEffect[] = []
    const news = this.#channel.handle(input, nowMs, effects)
    if (news !== undefined) this.#onNews(news, effects)
    return effects
  }

  #onNews(news: ChannelNews, effects: ClientEffect[]): void {
    if (news.kind === 'welcome') {
      // It is accepted, and takes what it installs from the site.
      this.#appliance = news.appliance
      this.#version = news.siteVersion
      this.#channel.leave(effects)
    } else if (news.kind === 'lost' && news.refused === 'installer-expired') {
      this.#expired = true
      const { name: client, group } = this
      const event = { name: 'login-refused', client, group, code: news.refused } as const
      effects.push({ kind: 'record', event })
    }
  }
}
