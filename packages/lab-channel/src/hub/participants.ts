import type { EventBody, FromHub } from '@understudy/shared'
import { encodeLine } from '../codec/lines.ts'
import type { Participant } from './participant.ts'

/** Everybody who is in the lab now. */
export class Participants {
  readonly #byName = new Map<string, Participant>()

  get names(): readonly string[] {
    return [...this.#byName.keys()]
  }

  get(name: string): Participant | undefined {
    return this.#byName.get(name)
  }

  add(participant: Participant): void {
    this.#byName.set(participant.config.name, participant)
  }

  remove(participant: Participant): void {
    this.#byName.delete(participant.config.name)
  }

  /** Does nothing if nobody has that name. */
  send(name: string, message: FromHub): void {
    this.#byName.get(name)?.send(message)
  }

  /** To everybody, these first. */
  sendAll(message: FromHub, first: readonly string[]): void {
    const line = encodeLine(message)
    for (const name of first) this.#byName.get(name)?.sendLine(message.type, line)
    for (const [name, participant] of this.#byName) {
      if (!first.includes(name)) participant.sendLine(message.type, line)
    }
  }

  /** To everybody who asked for events; all get them in the same order. */
  tell(source: string, atMs: number, event: EventBody): void {
    const line = encodeLine({ type: 'event', event: { ...event, atMs, source } } satisfies FromHub)
    for (const participant of this.#byName.values()) {
      if (participant.config.events) participant.sendLine('event', line)
    }
  }
}
