import type { ClientEffect, ServerMessage } from '@understudy/shared'
import type { SiteChannel } from '../site-channel.ts'

/** A call that has not led to a recorded session by then has failed. */
export const callPatienceMs = 120_000

export type CallOutcome =
  | { readonly reached: true; readonly appliance: string; readonly lsid: string }
  | { readonly reached: false; readonly reason: string }

/** A representative's call of one Jump Client (CLI-03): it comes if it is not there, and has a session. */
export class Call {
  readonly #client: string
  readonly #externalKey: string
  #lsid: string | null = null
  #asked = false
  #lastFailure = 'it did not come'
  outcome: CallOutcome | null = null

  constructor(client: string, externalKey: string) {
    this.#client = client
    this.#externalKey = externalKey
  }

  get inSession(): boolean {
    return this.#lsid !== null && this.outcome === null
  }

  /** Once it is at the site, and only once a connection. */
  ask(channel: SiteChannel, effects: ClientEffect[]): void {
    if (this.#asked || !channel.online || this.outcome !== null) return
    this.#asked = true
    this.#lastFailure = 'no representative was free'
    const { externalKey, customer } = { externalKey: this.#externalKey, customer: this.#client }
    const issue = 'Can this machine be reached?'
    channel.send({ type: 'request-session', externalKey, customer, issue }, effects)
  }

  onMessage(message: ServerMessage, appliance: string): void {
    if (message.type === 'session-joined') this.#lsid = message.lsid
    else if (message.type === 'session-recorded' && message.lsid === this.#lsid)
      this.outcome = { reached: true, appliance, lsid: message.lsid }
    else if (message.type === 'session-cut' && message.lsid === this.#lsid)
      this.giveUp(message.reason)
    else if (message.type === 'refused') this.giveUp(message.code)
  }

  /** The connection is gone: it comes again, as long as patience lasts, unless a session was cut by that. */
  onLost(reason: string): void {
    this.#asked = false
    this.#lastFailure = reason
    if (this.inSession) this.giveUp(reason)
  }

  giveUp(reason: string = this.#lastFailure): void {
    this.outcome ??= { reached: false, reason }
  }
}
