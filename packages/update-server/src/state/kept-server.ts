import { nodeSigning } from '@understudy/certificates/signing'
import {
  accepted,
  type Mail,
  type Outcome,
  refusal,
  refused,
  type SealedQuestion,
  type UpdateAnswer,
  type UpdateServerCommand,
  type UpdateServerEvent,
} from '@understudy/shared'
import {
  type Answered,
  type DownloadedFile,
  UpdateServer,
  type UpdateServerState,
  updateServerConfigOf,
} from '@understudy/update-model'
import type { UpdateServerProcessConfig } from '../process-config.ts'
import { linkOf, newLink, type SavedFiles } from './saved-files.ts'
import type { StateFile } from './state-file.ts'

interface KeptServerPorts {
  readonly stateFile: StateFile
  readonly files: SavedFiles
  readonly nowMs: () => number
  readonly tell: (event: UpdateServerEvent) => void
  readonly send: (mail: Mail) => Promise<void>
}

/** Where files can be fetched by a name that nobody can guess. */
export interface LinkedFiles {
  readonly link: string
  readonly files: readonly string[]
}

type Saving<T> = Answered<T> & { readonly files: readonly DownloadedFile[] }

/**
 * The pure update server over its disk: first the files, then what it knows, and only then does anybody hear of it. Killed
 * in between, a package is saved and still offered: nobody loses one (LAB-06).
 */
export class KeptServer {
  readonly #config: UpdateServerProcessConfig
  readonly #ports: KeptServerPorts
  #server: UpdateServer

  constructor(
    config: UpdateServerProcessConfig,
    kept: UpdateServerState | undefined,
    ports: KeptServerPorts,
  ) {
    this.#config = config
    this.#ports = ports
    this.#server = this.#made(kept)
  }

  answer(sealed: SealedQuestion): Promise<Outcome<UpdateAnswer>> {
    return this.#keep(() => ({ ...this.#server.answer(sealed, this.#ports.nowMs()), files: [] }))
  }

  /** The files of a download are saved, to be uploaded by their names; support's also at the link that its mail names. */
  command(
    command: UpdateServerCommand,
    urlTo: (link: string, file: string) => string,
  ): Promise<Outcome<unknown>> {
    const link = newLink()
    return this.#keep(() => {
      const { nowMs, files } = this.#ports
      const answered = this.#server.command(command, nowMs(), (file) => urlTo(link, file))
      if (command.kind === 'support-download')
        for (const saved of answered.files) files.saveAt(link, saved)
      return answered
    })
  }

  /**
   * As a person posts a key at the door: where the files lie. Posted once more, those that nobody has fetched yet are told
   * again: the first answer may have got lost.
   */
  async redeem(key: string): Promise<Outcome<LinkedFiles>> {
    const link = linkOf(key)
    const { nowMs, files } = this.#ports
    const outcome = await this.#keep(() => {
      const answered = this.#server.redeem(key, nowMs())
      if (answered.outcome.ok) for (const saved of answered.outcome.value) files.saveAt(link, saved)
      return { ...answered, files: [] }
    })
    if (!outcome.ok && outcome.refusal.code !== 'nothing-to-download') return outcome
    const left = files.leftAt(link)
    return !outcome.ok && left.length === 0 ? outcome : accepted({ link, files: left })
  }

  async #keep<T>(call: () => Saving<T>): Promise<Outcome<T>> {
    const before = structuredClone(this.#server.state)
    const { stateFile, files, tell, send } = this.#ports
    let said: Saving<T>
    try {
      said = call()
      for (const saved of said.files) files.save(saved)
      if (JSON.stringify(before) !== JSON.stringify(this.#server.state))
        stateFile.write(this.#server.state)
    } catch (error) {
      const { code, syscall, message } = error as NodeJS.ErrnoException
      if (syscall === undefined) throw error
      // The disk is full or broken: as if nobody had asked.
      this.#server = this.#made(before)
      return refused(refusal('file-not-stored', { found: code ?? message }))
    }
    for (const event of said.events) tell(event)
    for (const mail of said.mails ?? []) await send(mail)
    return said.outcome
  }

  #made(state: UpdateServerState | undefined): UpdateServer {
    return new UpdateServer(updateServerConfigOf(this.#config), nodeSigning, state)
  }
}
