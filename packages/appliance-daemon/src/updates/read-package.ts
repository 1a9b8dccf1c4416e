import { createHash } from 'node:crypto'
import { nodeSigning } from '@understudy/certificates/signing'
import {
  judgePackage,
  type OpenedPackage,
  type PackageHead,
  packageHeadBytesMax,
  readPackageHead,
} from '@understudy/shared'

/** What is not the vendor's, or not whole. */
export type NotGenuine = Exclude<OpenedPackage, { state: 'genuine' }>

type Head = PackageHead | 'damaged' | 'unsigned'

/** Judges a package while its bytes go by: of all of them only the head is held (UPD-05). */
export class PackageReader {
  readonly #vendorKey: Uint8Array
  readonly #hash = createHash('sha512')
  #beginning = Buffer.alloc(0)
  #head: Head | undefined
  #payloadBytes = 0

  constructor(vendorKey: Uint8Array) {
    this.#vendorKey = vendorKey
  }

  /** Undefined until so much was read that it shows; then where the payload begins. */
  get headBytes(): number | undefined {
    return typeof this.#head === 'object' ? this.#head.headBytes : undefined
  }

  /** Answers why it need not be read further: what begins like this is no package of the vendor's. Null = go on. */
  take(part: Uint8Array): NotGenuine | null {
    if (this.#head !== undefined) {
      this.#payload(part)
      return null
    }
    this.#beginning = Buffer.concat([this.#beginning, part])
    return this.#beginning.length < packageHeadBytesMax ? null : this.#readHead()
  }

  /** After the last byte. */
  end(): OpenedPackage {
    if (this.#head === undefined) this.#readHead()
    const payload = { bytes: this.#payloadBytes, sha512: this.#hash.digest('hex') }
    return judgePackage(this.#head ?? 'damaged', payload, nodeSigning, this.#vendorKey)
  }

  #readHead(): NotGenuine | null {
    const head = readPackageHead(this.#beginning)
    this.#head = head
    if (head === 'damaged') return { state: 'damaged', found: 'no package begins like this' }
    if (head === 'unsigned' || !head.isBy(nodeSigning, this.#vendorKey))
      return { state: 'unsigned' }
    this.#payload(this.#beginning.subarray(head.headBytes))
    this.#beginning = Buffer.alloc(0)
    return null
  }

  #payload(part: Uint8Array): void {
    this.#payloadBytes += part.length
    this.#hash.update(part)
  }
}
