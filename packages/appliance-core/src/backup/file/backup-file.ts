import { type BackupHead, type Refusal, refusal } from '@understudy/shared'
import type {
  BackupKey,
  ByteSource,
  ChunkSeal,
  Sealing,
  TextCodec,
} from '../../ports/backup-file.ts'
import { type BackupContents, ContentsCheck } from '../contents.ts'
import { chunkBytesMax, chunkHeadBytes, headBytesMax, headIn, magic } from './layout.ts'
import { plainSeal } from './plain-seal.ts'

const what = 'the backup'

/** The key that this passphrase gives for a file with such a head. */
export interface KeyToFind {
  /** Secret. */
  readonly passphrase: string
  readonly sealing: Sealing
}

/**
 * A file that may be a backup. Drive it so: 1. {@link BackupFile.open} reads its head; 2. find the seal, of a key if
 * the head names one; 3. step through {@link BackupFile.inspect}, which reads all of it, pausing as you like; 4. hand it
 * to the appliance, which reads {@link BackupFile.pieces} once more, within one transaction.
 */
export class BackupFile {
  readonly head: BackupHead
  /** As it is in the file, with its end: seals include it. */
  readonly headLine: string
  readonly #source: () => ByteSource
  readonly #codec: TextCodec
  readonly #startsAt: number

  private constructor(parts: {
    head: BackupHead
    headLine: string
    source: () => ByteSource
    codec: TextCodec
    startsAt: number
  }) {
    this.head = parts.head
    this.headLine = parts.headLine
    this.#source = parts.source
    this.#codec = parts.codec
    this.#startsAt = parts.startsAt
  }

  /** `source` reads the file from its beginning, each time anew. */
  static open(source: () => ByteSource, codec: TextCodec): BackupFile | Refusal {
    const start = source().read(magic.length + headBytesMax)
    const text = codec.textOf(start.subarray(0, magic.length))
    if (text !== magic) return damaged('it does not begin as one of this format')
    const length = start.subarray(magic.length).indexOf(10)
    const line = codec.textOf(start.subarray(magic.length, magic.length + Math.max(0, length)))
    const head = headIn(line)
    if (head === undefined) return damaged('its head cannot be read')
    const startsAt = magic.length + length + 1
    return new BackupFile({ head, headLine: `${line}\n`, source, codec, startsAt })
  }

  /**
   * What opens it: a seal where no key is needed, a refusal where a passphrase is, or which key is to be found. Finding it
   * takes a while, so whoever carries the appliance does it, waiting or not, and hands it to {@link sealBy}.
   */
  opening(passphrase: string | null): ChunkSeal | Refusal | KeyToFind {
    const { sealing } = this.head
    if (sealing === null) return plainSeal(this.headLine, this.#codec)
    if (passphrase === null) return refusal('passphrase-needed', { what })
    return { passphrase, sealing }
  }

  /** The seal of the key that was found; undefined = the passphrase is another. */
  sealBy(key: BackupKey | undefined): ChunkSeal | Refusal {
    return key?.sealFor(this.headLine) ?? refusal('wrong-passphrase', { what })
  }

  /** Reads and checks everything, a chunk between two yields. */
  *inspect(seal: ChunkSeal): Generator<void, BackupContents | Refusal> {
    const check = new ContentsCheck()
    const texts = this.#texts(seal)
    for (;;) {
      const next = texts.next()
      if (next.done === true) {
        if (next.value !== null) return damaged(next.value)
        break
      }
      if (!check.take(next.value)) break
      yield
    }
    const contents = check.end()
    return typeof contents === 'string' ? damaged(contents) : contents
  }

  /** Its text once more, after {@link inspect} has found nothing wrong; throws if it has changed since. */
  *pieces(seal: ChunkSeal): Generator<string> {
    const problem = yield* this.#texts(seal)
    if (problem !== null)
      throw new Error(`the backup has changed while it was restored: ${problem}`)
  }

  /** Returns what is wrong with the file, null = nothing. */
  *#texts(seal: ChunkSeal): Generator<string, string | null> {
    const source = this.#source()
    source.read(this.#startsAt)
    for (let index = 0; ; index++) {
      const start = source.read(chunkHeadBytes)
      if (start.length < chunkHeadBytes) return 'it ends too early'
      const [a = 0, b = 0, c = 0, d = 0, flag = 0] = start
      const length = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0
      if (length > chunkBytesMax || flag > 1) return 'a part that is none'
      const stored = source.read(length)
      if (stored.length < length) return 'it ends too early'
      const text = seal.open(stored, index, flag === 1)
      if (text === undefined) return 'a part was changed'
      yield text
      if (flag === 1) return source.read(1).length === 0 ? null : 'more after its end'
    }
  }
}

const damaged = (found: string): Refusal => refusal('backup-damaged', { found })
