import type { SessionRow } from '@understudy/appliance-core'
import { hash64 } from '@understudy/shared'
import type { Packing } from './packing.ts'
import type { Transaction } from './transaction.ts'

const pageRows = 1_000
const plainRowsMax = 20_000
/** Whoever reads on comes from one page into the next. */
const unpackedMax = 2

interface Page {
  readonly packed: Uint8Array
  /** A number for each row's LSID, by which one that is looked for is found without unpacking others. */
  readonly marks: Uint32Array
}

/**
 * The rows of one log, in order. With a packing, the older ones of a long log are held in packed pages. Copies share everything until
 * one of them writes.
 */
export class SessionRows {
  readonly #transaction: Transaction
  readonly #packing: Packing | undefined
  #pages: Page[] = []
  /** What follows the pages. */
  #plain: SessionRow[] = []
  #isShared = false
  /** Pages that were read last, by number. */
  readonly #unpacked = new Map<number, readonly SessionRow[]>()

  constructor(transaction: Transaction, packing: Packing | undefined) {
    this.#transaction = transaction
    this.#packing = packing
  }

  get length(): number {
    return this.#packedCount + this.#plain.length
  }

  /** The row at that place, from 0. Only where there is one. */
  at(index: number): SessionRow {
    const plainIndex = index - this.#packedCount
    if (plainIndex >= 0) return this.#plain[plainIndex] as SessionRow
    return this.#page(Math.floor(index / pageRows))[index % pageRows] as SessionRow
  }

  /** From that place on, up to the second one or the end. */
  *from(index: number, toIndex = Number.POSITIVE_INFINITY): Generator<SessionRow> {
    for (let at = index; at < Math.min(this.length, toIndex); at++) yield this.at(at)
  }

  get isPacked(): boolean {
    return this.#pages.length > 0
  }

  /** Those with that LSID, in their order, however many pages there are: no index of millions is held. */
  *withLsid(lsid: string): Generator<SessionRow> {
    const mark = markOf(lsid)
    for (const [number, { marks }] of this.#pages.entries())
      for (let at = marks.indexOf(mark); at !== -1; at = marks.indexOf(mark, at + 1)) {
        const row = this.#page(number)[at] as SessionRow
        if (row.lsid === lsid) yield row
      }
    for (const row of this.#plain) if (row.lsid === lsid) yield row
  }

  push(row: SessionRow): void {
    this.#transaction.note(this.#dropLast)
    this.#own()
    this.#plain.push(row)
    this.#pack()
  }

  /** Only where there is one. */
  takeLast(): SessionRow {
    this.#own()
    const row = this.#dropLast()
    this.#transaction.note(() => void this.#plain.push(row))
    return row
  }

  copyFor(transaction: Transaction): SessionRows {
    const copy = new SessionRows(transaction, this.#packing)
    copy.#pages = this.#pages
    copy.#plain = this.#plain
    copy.#isShared = true
    this.#isShared = true
    return copy
  }

  get #packedCount(): number {
    return this.#pages.length * pageRows
  }

  readonly #dropLast = (): SessionRow => {
    if (this.#plain.length === 0) this.#plain = [...this.#takeLastPage()]
    return this.#plain.pop() as SessionRow
  }

  /** The same rows in less room: a rollback need not know. */
  #pack(): void {
    if (this.#packing === undefined) return
    const { pack, plainRowsMax: most = plainRowsMax } = this.#packing
    if (this.#plain.length < most + pageRows) return
    const rows = this.#plain.slice(0, pageRows)
    const marks = Uint32Array.from(rows, ({ lsid }) => markOf(lsid))
    this.#pages.push({ packed: pack(JSON.stringify(rows)), marks })
    this.#plain = this.#plain.slice(pageRows)
  }

  #takeLastPage(): readonly SessionRow[] {
    const rows = this.#page(this.#pages.length - 1)
    this.#pages.pop()
    this.#unpacked.delete(this.#pages.length)
    return rows
  }

  #page(number: number): readonly SessionRow[] {
    const known = this.#unpacked.get(number)
    if (known !== undefined) return known
    const { packed } = this.#pages[number] as Page
    const rows = JSON.parse((this.#packing as Packing).unpack(packed)) as SessionRow[]
    for (const first of this.#unpacked.keys())
      if (this.#unpacked.size >= unpackedMax) this.#unpacked.delete(first)
    this.#unpacked.set(number, rows)
    return rows
  }

  #own(): void {
    if (!this.#isShared) return
    this.#pages = this.#pages.slice()
    this.#plain = this.#plain.slice()
    this.#isShared = false
  }
}

const markOf = (lsid: string): number => hash64(lsid).low
