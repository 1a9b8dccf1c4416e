import { addToDigest, digestsEqual, emptyDigest, type LogHead, limits } from '@understudy/shared'
import { digestTextsOf, rowOf } from '../log/vector.ts'
import { type BackupRecord, recordsIn } from './records.ts'

/** What a whole and sound backup contains. */
export interface BackupContents {
  readonly settings: number
  readonly jumpClients: number
  readonly heads: readonly LogHead[]
}

type Log = { -readonly [K in keyof LogHead]: LogHead[K] }

/**
 * Reads a backup through without keeping it, and finds what does not belong together: only what has passed may be
 * restored, because a restore that stops in the middle must not be possible (BAK-01).
 */
export class ContentsCheck {
  readonly #logs: Log[] = []
  #settings: number | null = null
  #jumpClients = 0
  #contents: BackupContents | null = null
  #problem: string | null = null

  /** Returns whether it is worth going on. */
  take(piece: string): boolean {
    for (const record of recordsIn(piece)) {
      this.#problem ??= this.#contents === null ? this.#note(record) : 'more after its end'
      if (this.#problem !== null) return false
    }
    return true
  }

  /** After the last piece: the contents, or what is wrong. */
  end(): BackupContents | string {
    return this.#problem ?? this.#contents ?? 'it has no end'
  }

  #note(record: BackupRecord): string | null {
    switch (record.kind) {
      case 'settings':
        return this.#noteSettings(record.settings)
      case 'jump-clients':
        this.#jumpClients += record.rows.length
        return this.#jumpClients > limits.jumpClientsMax ? 'too many Jump Clients' : null
      case 'log': {
        const { origin, legacy } = record
        if (this.#logs.some((log) => log.origin === origin && log.legacy === legacy))
          return 'a log twice'
        this.#logs.push({ origin, legacy, lastSeq: 0, bytes: 0, digest: emptyDigest })
        return null
      }
      case 'row':
        return this.#noteRow(record.row)
      case 'end':
        return this.#noteEnd(record)
      default:
        return record.found
    }
  }

  #noteSettings(settings: readonly (readonly [string, string])[]): string | null {
    if (this.#settings !== null) return 'settings twice'
    this.#settings = settings.length
    const bytes = settings.reduce((sum, [key, value]) => sum + key.length + value.length, 0)
    if (new Set(settings.map(([key]) => key)).size < settings.length) return 'a setting twice'
    return settings.length > limits.settingsMax || bytes > limits.settingsBytesMax
      ? 'too many settings'
      : null
  }

  #noteRow(tuple: Parameters<typeof rowOf>[2]): string | null {
    const log = this.#logs.at(-1)
    if (log === undefined) return 'a session of no log'
    const row = rowOf(log.origin, log.legacy, tuple)
    if (row.seq !== log.lastSeq + 1) return 'a session out of order'
    if (row.legacy && !Number.isSafeInteger(Number(row.lsid))) return 'a session without a number'
    log.lastSeq = row.seq
    log.bytes += row.body.length + row.recordingBytes
    log.digest = addToDigest(log.digest, ...digestTextsOf(row))
    return null
  }

  #noteEnd({ settings, jumpClients, heads }: BackupContents): string | null {
    const asCounted =
      settings === this.#settings &&
      jumpClients === this.#jumpClients &&
      heads.length === this.#logs.length &&
      heads.every((head, i) => isSame(head, this.#logs[i]))
    if (!asCounted) return 'other records than its end says'
    this.#contents = { settings, jumpClients, heads }
    return null
  }
}

const isSame = (head: LogHead, log: LogHead | undefined): boolean =>
  log !== undefined &&
  head.origin === log.origin &&
  head.legacy === log.legacy &&
  head.lastSeq === log.lastSeq &&
  head.bytes === log.bytes &&
  digestsEqual(head.digest, log.digest)
