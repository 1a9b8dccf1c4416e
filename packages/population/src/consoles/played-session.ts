import type { ClientEffect } from '@understudy/shared'
import type { SiteChannel } from '../site-channel.ts'
import type { SessionScript } from './session-script.ts'

/** An appliance that does not acknowledge within this is given up on. */
const acknowledgeMs = 60_000

export interface PlayedSessionOptions {
  readonly lsid: string
  readonly externalKey: string
  /** Its owner wakes the session when it fires. */
  readonly timer: string
  readonly script: SessionScript
}

/**
 * One session as its representative plays it: events at their times, then the recording, then, once that is stored, the
 * end; then it waits for the acknowledgement (CLI-07).
 */
export class PlayedSession {
  readonly lsid: string
  readonly externalKey: string
  readonly timer: string
  readonly #script: SessionScript
  readonly #channel: SiteChannel
  #phase: 'playing' | 'storing' | 'ending' = 'playing'
  #played = 0

  constructor(options: PlayedSessionOptions, channel: SiteChannel) {
    this.lsid = options.lsid
    this.externalKey = options.externalKey
    this.timer = options.timer
    this.#script = options.script
    this.#channel = channel
  }

  /** Does what is due. `overdue` = the appliance has been silent too long. */
  advance(nowMs: number, effects: ClientEffect[]): 'under-way' | 'overdue' {
    if (this.#phase !== 'playing') return 'overdue'
    const { events, endsAtMs, recordingBytes } = this.#script
    for (let next = events[this.#played]; next !== undefined; next = events[this.#played]) {
      if (next.atMs > nowMs) break
      const { event, body } = next
      this.#channel.send({ type: 'session-event', lsid: this.lsid, event, body }, effects)
      this.#played++
    }
    const nextAtMs = events[this.#played]?.atMs ?? endsAtMs
    if (nextAtMs > nowMs) {
      effects.push({ kind: 'set-timer', timer: this.timer, atMs: nextAtMs })
    } else if (recordingBytes === null) {
      this.#end(nowMs, effects)
    } else {
      this.#phase = 'storing'
      const contentSeed = `${this.externalKey}/${this.lsid}`
      this.#channel.send(
        { type: 'recording', lsid: this.lsid, sizeBytes: recordingBytes, contentSeed },
        effects,
      )
      effects.push({ kind: 'set-timer', timer: this.timer, atMs: nowMs + acknowledgeMs })
    }
    return 'under-way'
  }

  /** The recording is stored or was refused: either way the session ends now. */
  recordingSettled(nowMs: number, effects: ClientEffect[]): void {
    if (this.#phase === 'storing') this.#end(nowMs, effects)
  }

  #end(nowMs: number, effects: ClientEffect[]): void {
    this.#phase = 'ending'
    this.#channel.send({ type: 'end-session', lsid: this.lsid }, effects)
    effects.push({ kind: 'set-timer', timer: this.timer, atMs: nowMs + acknowledgeMs })
  }
}
