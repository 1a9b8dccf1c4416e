import { existsSync } from 'node:fs'
import { StartFailure } from '@understudy/lab-channel'
import type { LastingState, NetworkEffect, NetworkModel } from '@understudy/network-model'
import type { Logger } from 'pino'
import { readKept, writeKept } from './kept-file.ts'
import { StateForm } from './state-form.ts'

/** Events that change what is kept. */
const edits: readonly string[] = ['record-changed', 'nat-rule-changed']

/**
 * Keeps records and NAT rule beyond the process's end, however it ends (LAB-01). If the lab file has changed them, it
 * wins over edits made since; the zone's serial still grows.
 */
export class StateFile {
  readonly #path: string
  readonly #model: NetworkModel
  readonly #log: Logger
  readonly #labFile: LastingState

  /** Restores a fresh model from the file. A {@link StartFailure} if the file is not of this lab. */
  constructor(path: string, model: NetworkModel, log: Logger) {
    this.#path = path
    this.#model = model
    this.#log = log
    this.#labFile = model.lasting
    if (existsSync(path)) this.#goOnFrom(readKept(StateForm, path, remedy))
    try {
      this.#write()
    } catch (error) {
      const { message } = error as Error
      throw new StartFailure(3, `The network's state ${path} cannot be written: ${message}.`, error)
    }
  }

  /** Saves the state if these effects changed it. */
  follow(effects: readonly NetworkEffect[]): void {
    if (!effects.some((one) => one.kind === 'record' && edits.includes(one.event.name))) return
    try {
      this.#write()
    } catch (error) {
      this.#log.error({ err: error }, "the network's state cannot be kept")
    }
  }

  #goOnFrom({ labFile, now }: StateForm): void {
    const isSame = JSON.stringify(labFile) === JSON.stringify(this.#labFile)
    if (!isSame) {
      this.#log.warn(
        "the lab file's names, addresses or swing have changed: records and rule are its",
      )
    }
    const state = isSame ? now : { ...this.#labFile, serial: now.serial + 1 }
    const objection = this.#model.restore(state)
    if (objection === null) return
    throw new StartFailure(3, `${this.#path} is not of this lab: ${objection} ${remedy}`)
  }

  #write(): void {
    const { lasting } = this.#model
    const form: StateForm = {
      format: 'understudy-network-1',
      labFile: copyOf(this.#labFile),
      now: copyOf(lasting),
    }
    writeKept(this.#path, form)
  }
}

const remedy = "Remove it to begin with the lab file's records and rule."

const copyOf = ({ serial, records, natRules }: LastingState): StateForm['now'] => ({
  serial,
  records: [...records],
  natRules: [...natRules],
})
