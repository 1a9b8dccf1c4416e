import type {
  ClientEffect,
  ClientsConfig,
  Random,
  ServerMessage,
  ServerMessageNamed,
} from '@understudy/shared'
import { beatMsOf } from '../beat.ts'
import type { SiteChannel } from '../site-channel.ts'
import { PlayedSession } from './played-session.ts'
import { scriptOf } from './session-script.ts'

/** An appliance gives a console one session at a time; any beyond this are ended at once. */
const sessionsAtOnceMax = 8

/** The sessions one representative plays, and what is reported of them (CLI-07). */
export class ConsoleSessions {
  readonly #client: string
  readonly #clients: ClientsConfig
  readonly #random: Random
  readonly #channel: SiteChannel
  readonly #sessions = new Map<string, PlayedSession>()

  constructor(client: string, clients: ClientsConfig, random: Random, channel: SiteChannel) {
    this.#client = client
    this.#clients = clients
    this.#random = random
    this.#channel = channel
  }

  get size(): number {
    return this.#sessions.size
  }

  has(lsid: string): boolean {
    return this.#sessions.has(lsid)
  }

  /** `appliance` is the one the message came from. */
  onMessage(
    message: ServerMessage,
    appliance: string,
    nowMs: number,
    effects: ClientEffect[],
  ): void {
    switch (message.type) {
      case 'session-joined':
        // Somebody else plays it: a guest only listens.
        if (message.part !== 'guest') this.#onJoined(message, nowMs, effects)
        return
      case 'session-left':
        this.#forget(message.lsid, effects)
        return
      case 'recording-stored':
        this.#sessions.get(message.lsid)?.recordingSettled(nowMs, effects)
        return
      case 'refused':
        // It does not say what was refused: a session waiting for its recording ends without one.
        for (const session of this.#sessions.values()) session.recordingSettled(nowMs, effects)
        return
      case 'session-recorded':
        this.#onRecorded(message.lsid, appliance, effects)
        return
      case 'session-cut':
        this.#onCut(message.lsid, message.reason, effects)
        return
      default:
        return
    }
  }

  /** Whether the appliance has been silent too long in the session with that timer. */
  onTimer(timer: string, nowMs: number, effects: ClientEffect[]): 'overdue' | undefined {
    for (const session of this.#sessions.values())
      if (session.timer === timer)
        return session.advance(nowMs, effects) === 'overdue' ? 'overdue' : undefined
    return undefined
  }

  cutAll(reason: string, effects: ClientEffect[]): void {
    for (const lsid of [...this.#sessions.keys()]) this.#onCut(lsid, reason, effects)
  }

  #onJoined(
    { lsid, externalKey, part }: ServerMessageNamed<'session-joined'>,
    nowMs: number,
    effects: ClientEffect[],
  ): void {
    if (this.#sessions.has(lsid)) return
    if (this.#sessions.size >= sessionsAtOnceMax) {
      this.#channel.send({ type: 'end-session', lsid }, effects)
      return
    }
    const client = this.#client
    const beatMs = beatMsOf(this.#clients)
    const script = scriptOf(externalKey, this.#clients, beatMs, this.#random, nowMs)
    const timer = `${client}/session/${lsid}`
    const session = new PlayedSession({ lsid, externalKey, timer, script }, this.#channel)
    this.#sessions.set(lsid, session)
    // One that was handed on began when it came to its first representative.
    if (part === undefined)
      effects.push({ kind: 'record', event: { name: 'session-begun', client, lsid, externalKey } })
    session.advance(nowMs, effects)
  }

  #onRecorded(lsid: string, appliance: string, effects: ClientEffect[]): void {
    const session = this.#forget(lsid, effects)
    if (session === undefined) return
    const { externalKey } = session
    const client = this.#client
    effects.push({
      kind: 'record',
      event: { name: 'session-acknowledged', client, lsid, externalKey, appliance },
    })
  }

  #onCut(lsid: string, reason: string, effects: ClientEffect[]): void {
    const session = this.#forget(lsid, effects)
    if (session === undefined) return
    const { externalKey } = session
    const client = this.#client
    effects.push({
      kind: 'record',
      event: { name: 'session-cut', client, lsid, externalKey, reason },
    })
  }

  #forget(lsid: string, effects: ClientEffect[]): PlayedSession | undefined {
    const session = this.#sessions.get(lsid)
    if (session === undefined) return undefined
    this.#sessions.delete(lsid)
    effects.push({ kind: 'clear-timer', timer: session.timer })
    return session
  }
}
