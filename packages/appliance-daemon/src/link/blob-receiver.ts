import type { ApplianceInput } from '@understudy/appliance-core'
import type { Work } from '@understudy/lab-channel'
import { type BlobMessage, type BlobRef, type LinkMessageNamed, refusal } from '@understudy/shared'
import { type BlobFiles, isBlobName, type StagedBlob } from '../blobs/blob-files.ts'
import { IncomingBlob } from './incoming-blob.ts'

const MiB = 1024 * 1024
/** Limits on what is requested but not here: enough to keep the link busy over a round trip. */
const outstandingBytesMax = 8 * MiB
const outstandingCountMax = 16
/** Limit on what is here but not durable; above it nothing more is requested. */
const unsyncedBytesMax = 64 * MiB
/** This much is made durable together: few disk waits, and they overlap with receiving. */
const groupBytes = 8 * MiB
const groupCount = 64

export interface BlobReceiverPorts {
  readonly files: BlobFiles
  readonly work: Work
  readonly send: (message: BlobMessage) => void
  readonly refuse: (why: ReturnType<typeof refusal>) => void
  readonly push: (input: ApplianceInput) => void
  /** The disk failed: nothing durable can be promised any more. */
  readonly onFatal: (error: unknown) => void
}

/** Fetches blobs over one link: resumable, verified, and reported to the core as they become durable (SYN-05). */
export class BlobReceiver {
  readonly #ports: BlobReceiverPorts
  readonly #wanted: BlobRef[] = []
  readonly #outstanding = new Map<string, IncomingBlob>()
  #outstandingBytes = 0
  #staged: StagedBlob[] = []
  #stagedBytes = 0
  #unsyncedBytes = 0
  #fetchedBytes = 0
  #finishing = 0
  /** How many names an earlier transfer is still putting away. */
  #awaited = 0
  #publishing = false
  #fetching = false
  /** The rate that the sender is asked to keep; null = no limit. */
  #bytesPerSecond: number | null = null
  #failure: string | undefined
  #stopped = false

  constructor(ports: BlobReceiverPorts) {
    this.#ports = ports
  }

  /** Answered by `blobs-fetched`, one or more until all are here, or by those that came and then one `blobs-failed`. */
  fetch(blobs: readonly BlobRef[], bytesPerSecond: number | null = this.#bytesPerSecond): void {
    this.#bytesPerSecond = bytesPerSecond
    this.#fetching = true
    const present: string[] = []
    for (const blob of blobs) {
      if (!isBlobName(blob.name)) this.#failure = `"${blob.name}" is no recording's name`
      else if (this.#ports.files.has(blob.name)) present.push(blob.name)
      else this.#wanted.push(blob)
    }
    if (present.length > 0) this.#ports.push({ kind: 'blobs-fetched', names: present, bytes: 0 })
    this.#goOn()
  }

  onChunk(chunk: LinkMessageNamed<'blob-chunk'>): void {
    const blob = this.#outstanding.get(chunk.name)
    const bytes: unknown = chunk.bytes
    const fits =
      blob !== undefined &&
      Buffer.isBuffer(bytes) &&
      chunk.offset === blob.offset &&
      chunk.offset + bytes.length <= blob.sizeBytes
    if (!fits) {
      const expected =
        blob === undefined ? 'a piece of a recording asked for' : `offset ${blob.offset}`
      const found = `${chunk.name} at ${chunk.offset}`
      this.#ports.refuse(refusal('protocol-error', { expected, found }))
      return
    }
    if (chunk.sizeBytes !== blob.sizeBytes) {
      this.#drop(
        blob,
        `the peer's ${chunk.name} has ${chunk.sizeBytes} bytes, expected ${blob.sizeBytes}`,
      )
      return
    }
    this.#outstandingBytes -= bytes.length
    this.#unsyncedBytes += bytes.length
    this.#fetchedBytes += bytes.length
    blob.add(bytes)
    if (blob.isComplete) this.#complete(blob)
    this.#goOn()
  }

  onAbsent(name: string): void {
    const blob = this.#outstanding.get(name)
    if (blob !== undefined) this.#drop(blob, `the peer does not have ${name}`)
  }

  /** The link is gone. What came stays, and the next link continues from there. */
  stop(reason: string): void {
    if (this.#stopped) return
    this.#stopped = true
    for (const blob of this.#outstanding.values()) this.#track(blob.putAway())
    this.#outstanding.clear()
    this.#wanted.length = 0
    if (this.#fetching) this.#ports.push({ kind: 'blobs-failed', reason })
    this.#fetching = false
    // Complete blobs are still made durable; the next fetch finds them here.
    this.#goOn()
  }

  #goOn(): void {
    while (!this.#stopped && this.#mayAsk()) {
      const wanted = this.#wanted.shift()
      if (wanted === undefined) break
      this.#ask(wanted)
    }
    if (!this.#publishing && this.#isGroupReady()) this.#track(this.#publish())
    this.#endIfDone()
  }

  #mayAsk(): boolean {
    return (
      this.#outstanding.size < outstandingCountMax &&
      this.#outstandingBytes < outstandingBytesMax &&
      this.#unsyncedBytes < unsyncedBytesMax
    )
  }

  #ask(wanted: BlobRef): void {
    const held = this.#ports.files.held(wanted.name)
    if (held !== null) {
      this.#awaited++
      this.#track(
        held.then(() => {
          this.#awaited--
          if (!this.#stopped) this.fetch([wanted])
        }),
      )
      return
    }
    const blob = new IncomingBlob(this.#ports.files, wanted)
    this.#outstanding.set(blob.name, blob)
    this.#outstandingBytes += blob.sizeBytes
    if (this.#ports.files.partBytes(blob.name) === 0) {
      this.#get(blob.name, 0)
      return
    }
    this.#track(
      blob.resume().then(() => {
        if (this.#stopped) return
        this.#outstandingBytes -= blob.offset
        this.#unsyncedBytes += blob.offset
        if (blob.isComplete) this.#complete(blob)
        else this.#get(blob.name, blob.offset)
        this.#goOn()
      }),
    )
  }

  #get(name: string, offset: number): void {
    const bytesPerSecond = this.#bytesPerSecond
    const rate = bytesPerSecond === null ? {} : { bytesPerSecond }
    this.#ports.send({ type: 'blob-get', name, offset, ...rate })
  }

  #complete(blob: IncomingBlob): void {
    this.#outstanding.delete(blob.name)
    this.#finishing++
    this.#track(
      blob.finish().then((staged) => {
        this.#finishing--
        if (staged === undefined) {
          this.#unsyncedBytes -= blob.sizeBytes
          this.#failure = `what the peer sent as ${blob.name} is not it`
        } else {
          this.#staged.push(staged)
          this.#stagedBytes += blob.sizeBytes
        }
        this.#goOn()
      }),
    )
  }

  #drop(blob: IncomingBlob, failure: string): void {
    this.#outstanding.delete(blob.name)
    this.#outstandingBytes -= blob.sizeBytes - blob.offset
    this.#unsyncedBytes -= blob.offset
    this.#failure = failure
    this.#track(blob.putAway())
    this.#goOn()
  }

  #isGroupReady(): boolean {
    if (this.#staged.length === 0) return false
    if (this.#stagedBytes >= groupBytes || this.#staged.length >= groupCount) return true
    return this.#outstanding.size === 0 && this.#finishing === 0
  }

  async #publish(): Promise<void> {
    this.#publishing = true
    const group = this.#staged
    const groupBytesNow = this.#stagedBytes
    const bytes = this.#fetchedBytes
    this.#staged = []
    this.#stagedBytes = 0
    this.#fetchedBytes = 0
    await this.#ports.files.publish(group)
    this.#unsyncedBytes -= groupBytesNow
    this.#publishing = false
    const names = group.map(({ name }) => name)
    if (!this.#stopped) this.#ports.push({ kind: 'blobs-fetched', names, bytes })
    this.#goOn()
  }

  #endIfDone(): void {
    const under = this.#wanted.length + this.#awaited + this.#outstanding.size + this.#finishing
    if (!this.#fetching || under + this.#staged.length > 0 || this.#publishing) return
    this.#fetching = false
    const reason = this.#failure
    this.#failure = undefined
    if (reason !== undefined) this.#ports.push({ kind: 'blobs-failed', reason })
  }

  /** Work on files: the lab's clock waits for it, and its failure ends the process. */
  #track(work: Promise<unknown>): void {
    this.#ports.work.begin()
    work.catch(this.#ports.onFatal).finally(() => this.#ports.work.end())
  }
}
