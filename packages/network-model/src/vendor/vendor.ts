import {
  boxSecretOf,
  hexOf,
  type NetworkConfig,
  type SealedQuestion,
  type Signing,
  type UpdateServerCommand,
  vendorPrivateKeyOf,
} from '@understudy/shared'
import { type Answered, UpdateServer } from '@understudy/update-model'

/** A site of this size bought so many licences, unless its lab file says otherwise. */
const licences = 15
/** Small: what a package contains does not matter here, what is signed does. */
const packageBytes = 1_024
/** How many files people have saved are kept; the oldest give way. */
const filesMax = 100

/** The update server of the lab, and the machine with unrestricted access on which files are saved (UPD-04). */
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

  /** Made when it is first asked: most worlds never do. */
  get #server(): UpdateServer {
    const { siteHostname, appliances, rollout = null } = this.#config
    this.#made ??= new UpdateServer(
      {
        primaryHostname: siteHostname,
        licences,
        rollout,
        packageBytes,
        appliances: appliances.map(({ name }) => ({
          name,
          secret: hexOf(boxSecretOf(siteHostname, name)),
        })),
        vendorPrivateKey: hexOf(vendorPrivateKeyOf(siteHostname)),
      },
      this.#signing,
    )
    return this.#made
  }
}
