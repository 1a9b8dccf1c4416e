import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs'
import type { LabEvent } from '@understudy/shared'
import { linesIn } from '../files/lines-in.ts'

/** So many are held, about 40 MiB: more than any run of a few days has. */
const heldMax = 100_000
/** About so much is written at a time. */
const pieceLengthMin = 1 << 16

/** The events of a run, in order: held while they are few, in a file of their own once there are more. */
export class KeptEvents implements Iterable<LabEvent> {
  readonly #path: string
  readonly #heldMax: number
  #held: LabEvent[] = []
  #file: number | undefined
  #unwritten = ''

  /** `path`: of a file that is made if it is needed, and is there until {@link end}. */
  constructor(path: string, max = heldMax) {
    this.#path = path
    this.#heldMax = max
  }

  push(event: LabEvent): void {
    if (this.#file === undefined) {
      this.#held.push(event)
      if (this.#held.length > this.#heldMax) this.#spill()
    } else this.#append(event)
  }

  *[Symbol.iterator](): Generator<LabEvent> {
    if (this.#file === undefined) {
      yield* this.#held
      return
    }
    this.#write()
    for (const line of linesIn(this.#path)) if (line !== '') yield JSON.parse(line) as LabEvent
  }

  /** Nobody goes through them any more. */
  end(): void {
    if (this.#file === undefined) return
    closeSync(this.#file)
    rmSync(this.#path, { force: true })
    this.#file = undefined
  }

  #spill(): void {
    this.#file = openSync(this.#path, 'w', 0o600)
    for (const event of this.#held) this.#append(event)
    this.#held = []
  }

  #append(event: LabEvent): void {
    this.#unwritten += `${JSON.stringify(event)}\n`
    if (this.#unwritten.length >= pieceLengthMin) this.#write()
  }

  #write(): void {
    if (this.#file === undefined) return
    writeFileSync(this.#file, this.#unwritten)
    this.#unwritten = ''
  }
}
