import type { ApplianceInput, UpdateWork, UpdateWorkDone } from '@understudy/appliance-core'
import {
  accepted,
  boxSecretOf,
  bytesOfBase64,
  downloadKeyOf,
  type NetworkOutputOf,
  type OpenedPackage,
  type Outcome,
  openPackage,
  sealQuestion,
  vendorPrivateKeyOf,
} from '@understudy/shared'
import type { VirtualNetwork } from './virtual-network.ts'

/** What one box does for its updates: its questions to the update server, and the files on its disk. */
export class UpdateDesk {
  readonly #name: string
  readonly #siteHostname: string
  readonly #network: VirtualNetwork
  readonly #files = new Map<string, Uint8Array>()
  #unpacked: string | null = null
  /** No room for what is unpacked (UPD-09). */
  isFull = false

  constructor(name: string, siteHostname: string, network: VirtualNetwork) {
    this.#name = name
    this.#siteHostname = siteHostname
    this.#network = network
  }

  /** What lies on the disk, for tests of what an interrupted installation leaves. */
  get leftovers(): { readonly files: readonly string[]; readonly unpacked: string | null } {
    return { files: [...this.#files.keys()], unpacked: this.#unpacked }
  }

  /** Somebody puts a file on the disk, whatever is in it. */
  put(file: string, bytes: Uint8Array): void {
    this.#files.set(file, bytes)
  }

  /** The disk is another one. */
  clear(): void {
    this.#files.clear()
    this.#unpacked = null
    this.isFull = false
  }

  perform(work: UpdateWork, deliver: (input: ApplianceInput) => void): void {
    const done = (what: UpdateWorkDone): void => deliver({ kind: 'update-work-done', done: what })
    switch (work.kind) {
      case 'ask':
        this.#ask(work, done)
        return
      case 'open':
        done({ kind: 'opened', request: work.request, opened: this.#open(work.file) })
        return
      case 'seal-key': {
        const secret = boxSecretOf(this.#siteHostname, this.#name)
        const key = downloadKeyOf(work.claims, this.#network.signing, secret)
        done({ kind: 'sealed', request: work.request, key })
        return
      }
      case 'unpack':
        if (!this.isFull) this.#unpacked = work.file
        done({ kind: 'unpacked', trouble: this.isFull ? 'no space is left on the disk' : null })
        return
      case 'drop':
        this.#files.delete(work.file)
        return
      case 'tidy':
        this.#unpacked = null
        for (const file of [...this.#files.keys()])
          if (!work.keep.includes(file)) this.#files.delete(file)
        return
    }
  }

  /** A hop there, and one back. */
  #ask(
    { request, question, keepAs }: Extract<UpdateWork, { kind: 'ask' }>,
    done: (what: UpdateWorkDone) => void,
  ): void {
    const { scheduler, latencyMs, signing } = this.#network
    const secret = boxSecretOf(this.#siteHostname, this.#name)
    const sealed = sealQuestion(question, signing, secret)
    scheduler.after(latencyMs, () => {
      const input = { via: this.#name, ...sealed }
      const answer = this.#network.command({ kind: 'ask-update-server', input })
      scheduler.after(latencyMs, () =>
        done({ kind: 'asked', request, outcome: this.#keep(answer, keepAs) }),
      )
    })
  }

  #keep(
    answer: Outcome<unknown>,
    keepAs: string | null,
  ): Extract<UpdateWorkDone, { kind: 'asked' }>['outcome'] {
    if (!answer.ok) return answer
    const { offers, content } = answer.value as NetworkOutputOf<'ask-update-server'>
    if (keepAs === null || content === null) return accepted({ offers, opened: null })
    this.put(keepAs, bytesOfBase64(content) ?? new Uint8Array())
    return accepted({ offers, opened: this.#open(keepAs) })
  }

  /** A file that the operator has at hand is uploaded first. */
  #open(file: string): OpenedPackage {
    if (!this.#files.has(file)) {
      const fetched = this.#network.command({ kind: 'fetch-download', input: { file } })
      if (!fetched.ok) return { state: 'missing' }
      const { content } = fetched.value as NetworkOutputOf<'fetch-download'>
      this.put(file, bytesOfBase64(content) ?? new Uint8Array())
    }
    const bytes = this.#files.get(file) ?? new Uint8Array()
    const { signing } = this.#network
    const vendor = signing.publicKeyOf(vendorPrivateKeyOf(this.#siteHostname))
    return openPackage(bytes, signing, vendor)
  }
}
