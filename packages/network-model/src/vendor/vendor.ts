import type {
  NetworkConfig,
  SealedQuestion,
  Signing,
  UpdateServerCommand,
} from '@understudy/shared'
import { type Answered, UpdateServer, updateServerConfigOf } from '@understudy/update-model'

/** How many files people have saved are kept; the oldest give way. */
const filesMax = 100

/**
 * The update server of a virtual lab, and the machine with unrestricted access on which files are saved (UPD-04). In a real
 * lab it is a process of its own, `update-server`.
 */
export class Vendor {
  readonly #config: NetworkConfig
  readonly #signing: Signing
  readonly #files = new Map<string, Uint8Array>()
  #made: UpdateServer | undefined

  constructor(config: NetworkConfig, signing: Signing) {
    this.#config = config
    this.#signing = signing
  }

  answer(sealed: SealedQuestion, nowMs: number): ReturnType<UpdateServer['answer']> {
    return this.#server.answer(sealed, nowMs)
  }

  command(command: UpdateServerCommand, nowMs: number): Answered<unknown> {
    const { files, ...answered } = this.#server.command(command, nowMs)
    for (const { file, bytes } of files) this.#files.set(file, bytes)
    for (const file of [...this.#files.keys()].slice(0, -filesMax)) this.#files.delete(file)
    return answered
  }

  fileOf(name: string): Uint8Array | undefined {
    return this.#files.get(name)
  }

  /** Its process dies, and another goes on with what was kept; `downloadedBefore` says what of the downloads that is. */
  restart(downloadedBefore: (kept: readonly string[]) => readonly string[]): void {
    if (this.#made === undefined) return
    const { state } = this.#made
    const accounts = state.accounts.map((account) => ({
      ...account,
      downloaded: [...downloadedBefore(account.downloaded)],
    }))
    const config = updateServerConfigOf(this.#config)
    this.#made = new UpdateServer(config, this.#signing, { ...state, accounts })
  }

  /** Made when it is first asked: most worlds never do. */
  get #server(): UpdateServer {
    this.#made ??= new UpdateServer(updateServerConfigOf(this.#config), this.#signing)
    return this.#made
  }
}
