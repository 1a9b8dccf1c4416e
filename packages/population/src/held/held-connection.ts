import type {
  ClientEffect,
  ClientGroup,
  ClientInput,
  ClientKind,
  OutgoingClientMessage,
  Random,
  RefusalCode,
} from '@understudy/shared'
import { Backoff } from '../backoff.ts'
import { beatMsOf, onBeat } from '../beat.ts'
import type { PopulationCommons } from '../commons.ts'
import type { Fate, InstalledMember } from '../contract.ts'
import { type ChannelNews, SiteChannel } from '../site-channel.ts'

/** A service is patient: no person is waiting. */
const spans = { firstMs: 1_000, capMs: 300_000 }
/** How often a client too old for the site checks whether the site has changed back. */
const lookAgainMs = 1_800_000

export interface HeldConnectionOptions {
  readonly name: string
  readonly kind: Extract<ClientKind, 'connection-agent' | 'poller'>
  readonly group: ClientGroup
  readonly host: string
  readonly office: string
  /** '' = it works with every version. */
  readonly version: string
}

/**
 * A program that holds one connection to the site and never updates itself: a connection agent, which the site refuses
 * after an update until somebody reinstalls it (CLI-05), or a client set by an appliance's address, which stays with
 * that appliance (NET-07).
 */
export class HeldConnection implements InstalledMember {
  readonly name: string
  readonly group: ClientGroup
  readonly finished = false
  readonly sessionsUnderWay = 0
  readonly #options: HeldConnectionOptions
  readonly #lookAgainMs: (nowMs: number) => number
  readonly #channel: SiteChannel
  #version: string
  #appliance: string | null = null
  #outdated = false
  isRemoved = false

  constructor(options: HeldConnectionOptions, commons: PopulationCommons, random: Random) {
    const { name: owner, group, host, office } = options
    const { config, reconnections } = commons
    this.name = owner
    this.group = group
    this.#options = options
    this.#version = options.version
    const beatMs = beatMsOf(config.clients)
    this.#lookAgainMs = (nowMs) => onBeat(nowMs + lookAgainMs, beatMs)
    const line = { owner, host, office, backoff: new Backoff(random, spans) }
    this.#channel = new SiteChannel({ ...line, attempts: reconnections.of(group) }, this)
  }

  get office(): string | null {
    return this.group === 'clients-by-address' ? null : this.#options.office
  }

  get appliance(): string | null {
    return this.#appliance
  }

  greeting(): OutgoingClientMessage {
    const { kind, name } = this.#options
    return { type: 'hello', kind, name, version: this.#version }
  }

  fateAt(siteVersion: string): Fate {
    if (this.#outdated || this.isRemoved) return 'redeploy-by-hand'
    return this.#version === '' || this.#version === siteVersion ? 'upgraded' : 'late'
  }

  redeploy(siteVersion: string, nowMs: number): readonly ClientEffect[] | null {
    if (!this.#outdated && !this.isRemoved) return null
    const effects: ClientEffect[] = []
    this.#outdated = false
    this.isRemoved = false
    this.#version = siteVersion
    this.#channel.dial(nowMs, effects)
    return effects
  }

  /** Programs that only use the site's APIs are none of its client software. */
  remove(): readonly ClientEffect[] | null {
    if (this.#options.kind === 'poller') return null
    const effects: ClientEffect[] = []
    this.isRemoved = true
    this.#channel.leave(effects)
    return effects
  }

  step(input: ClientInput, nowMs: number): readonly ClientEffect[] {
    const effects: ClientEffect[] = []
    if (input.kind === 'start') this.#channel.dial(nowMs, effects)
    else {
      const news = this.#channel.handle(input, nowMs, effects)
      if (news !== undefined) this.#onNews(news, nowMs, effects)
    }
    return effects
  }

  #onNews(news: ChannelNews, nowMs: number, effects: ClientEffect[]): void {
    if (news.kind === 'welcome') {
      this.#appliance = news.appliance
      this.#outdated = false
    } else if (news.kind === 'lost' && news.refused === 'client-outdated') {
      this.#onOutdated(news.refused, effects)
      this.#channel.retryAt(this.#lookAgainMs(nowMs), effects)
    } else if (news.kind === 'lost') this.#channel.retry(nowMs, effects)
  }

  #onOutdated(code: RefusalCode, effects: ClientEffect[]): void {
    if (this.#outdated) return
    this.#outdated = true
    const { name: client, group } = this
    effects.push({ kind: 'record', event: { name: 'login-refused', client, group, code } })
  }
}
