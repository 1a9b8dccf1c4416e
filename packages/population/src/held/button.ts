import type {
  ClientEffect,
  ClientGroup,
  ClientInput,
  OutgoingClientMessage,
  Random,
  ServerMessage,
} from '@understudy/shared'
import { Backoff } from '../backoff.ts'
import type { PopulationCommons } from '../commons.ts'
import type { Fate, InstalledMember } from '../contract.ts'
import type { AttemptCounter } from '../measures/reconnections.ts'
import { type ChannelNews, SiteChannel } from '../site-channel.ts'

/** A customer who gets no answer from the Button for this long leaves. */
const patienceMs = 120_000
/** A person tries again after about this long. */
const spans = { firstMs: 30_000, capMs: 60_000 }
const installSecondsMin = 5
const installSecondsMax = 20

/**
 * A Bomgar Button on a customer's machine: when pressed it connects, updates itself if the site has another version
 * (CLI-05), and then leads its customer in.
 */
export class Button implements InstalledMember {
  readonly name: string
  readonly group: ClientGroup = 'buttons'
  readonly finished = false
  readonly sessionsUnderWay = 0
  /** Where its customer sits. */
  readonly office: string
  readonly #channel: SiteChannel
  readonly #attempts: AttemptCounter
  readonly #random: Random
  #version: string
  #newVersion: string | null = null
  #appliance: string | null = null
  #state: 'idle' | 'pressed' | 'open' = 'idle'
  isRemoved = false

  constructor(name: string, office: string, commons: PopulationCommons, random: Random) {
    const { config, reconnections } = commons
    this.name = name
    this.office = office
    this.#random = random
    this.#version = config.siteVersion
    this.#attempts = reconnections.of(this.group)
    const backoff = new Backoff(random, spans)
    const line = { owner: name, host: config.siteHostname, office, backoff }
    this.#channel = new SiteChannel({ ...line, attempts: this.#attempts, welcomeMs: 60_000 }, this)
  }

  get appliance(): string | null {
    return this.#appliance
  }

  /** It is there, and nobody is using it. */
  get isIdle(): boolean {
    return this.#state === 'idle' && !this.isRemoved
  }

  /** The last press is over, or its customer may go in. */
  get isSettled(): boolean {
    return this.#state !== 'pressed'
  }

  /** True once after each press that reached the site: its customer may go in. */
  takeOpened(): boolean {
    if (this.#state !== 'open') return false
    this.#state = 'idle'
    return true
  }

  greeting(): OutgoingClientMessage {
    return { type: 'hello', kind: 'button', name: this.name, version: this.#version }
  }

  fateAt(siteVersion: string): Fate {
    if (this.isRemoved) return 'redeploy-by-hand'
    return this.#version === siteVersion ? 'upgraded' : 'late'
  }

  redeploy(siteVersion: string): readonly ClientEffect[] | null {
    if (!this.isRemoved && (this.#version === siteVersion || !this.isIdle)) return null
    this.isRemoved = false
    this.#version = siteVersion
    return []
  }

  /** One that is being pressed is removed by nobody. */
  remove(): readonly ClientEffect[] | null {
    if (!this.isIdle) return null
    this.isRemoved = true
    return []
  }

  press(nowMs: number): readonly ClientEffect[] {
    const effects: ClientEffect[] = []
    if (!this.isIdle) return effects
    this.#state = 'pressed'
    effects.push({ kind: 'set-timer', timer: this.#patience, atMs: nowMs + patienceMs })
    this.#channel.dial(nowMs, effects)
    return effects
  }

  step(input: ClientInput, nowMs: number): readonly ClientEffect[] {
    const effects: ClientEffect[] = []
    if (input.kind === 'timer' && input.timer === this.#patience) this.#giveUp(effects)
    else if (input.kind === 'timer' && input.timer === this.#installing)
      this.#finishUpdate(nowMs, effects)
    else {
      const news = this.#channel.handle(input, nowMs, effects)
      if (news !== undefined) this.#onNews(news, nowMs, effects)
    }
    return effects
  }

  #onNews(news: ChannelNews, nowMs: number, effects: ClientEffect[]): void {
    if (news.kind === 'welcome') {
      this.#appliance = news.appliance
      this.#channel.leave(effects)
      effects.push({ kind: 'clear-timer', timer: this.#patience })
      this.#state = 'open'
    } else if (news.kind === 'message') this.#onMessage(news.message, nowMs, effects)
    else if (news.kind === 'lost') this.#channel.retry(nowMs, effects)
  }

  #onMessage(message: ServerMessage, nowMs: number, effects: ClientEffect[]): void {
    if (message.type !== 'upgrade') return
    this.#channel.leave(effects)
    this.#newVersion = message.version
    const atMs = nowMs + this.#random.integer(installSecondsMin, installSecondsMax) * 1_000
    effects.push({ kind: 'set-timer', timer: this.#installing, atMs })
  }

  #finishUpdate(nowMs: number, effects: ClientEffect[]): void {
    this.#version = this.#newVersion ?? this.#version
    this.#newVersion = null
    this.#attempts.count('upgraded', nowMs)
    this.#channel.dial(nowMs, effects)
  }

  /** Its customer has left; an update being installed is lost with them. */
  #giveUp(effects: ClientEffect[]): void {
    effects.push({ kind: 'clear-timer', timer: this.#installing })
    this.#channel.leave(effects)
    this.#newVersion = null
    this.#state = 'idle'
  }

  get #patience(): string {
    return `${this.name}/patience`
  }

  get #installing(): string {
    return `${this.name}/install`
  }
}
