import { readName, type WireName } from './wire-name.ts'

export interface Header {
  readonly id: number
  readonly isResponse: boolean
  readonly opcode: number
  readonly recursionDesired: boolean
}

export interface WireQuestion {
  readonly name: WireName
  readonly type: number
  readonly class: number
}

export interface WireRecord {
  readonly name: WireName
  readonly type: number
  readonly class: number
  readonly ttlSeconds: number
  readonly data: Buffer
  /** Where the record and its data begin in the message. */
  readonly start: number
  readonly dataStart: number
}

/** A message with record data left unparsed: in RFC 2136 known types may have none. */
export interface Message {
  readonly header: Header
  readonly packet: Buffer
  readonly questions: readonly WireQuestion[]
  readonly answers: readonly WireRecord[]
  readonly authorities: readonly WireRecord[]
  readonly additionals: readonly WireRecord[]
}

export const headerBytes = 12

/** Undefined: too short to be a message. */
export function readHeader(packet: Buffer): Header | undefined {
  if (packet.length < headerBytes) return undefined
  const flags = packet.readUInt16BE(2)
  return {
    id: packet.readUInt16BE(0),
    isResponse: (flags & 0x8000) !== 0,
    opcode: (flags >> 11) & 0xf,
    recursionDesired: (flags & 0x0100) !== 0,
  }
}

/** Undefined: the sections do not fill the packet exactly. Reads at most what the packet holds. */
export function readMessage(packet: Buffer): Message | undefined {
  const header = readHeader(packet)
  if (header === undefined) return undefined
  const sections: Read<readonly WireRecord[]>[] = []
  const questions = readMany(packet, headerBytes, packet.readUInt16BE(4), readQuestion)
  let end = questions?.end
  for (const countAt of [6, 8, 10]) {
    const section = end && readMany(packet, end, packet.readUInt16BE(countAt), readRecord)
    if (!section) return undefined
    sections.push(section)
    end = section.end
  }
  if (questions === undefined || end !== packet.length) return undefined
  const [answers = [], authorities = [], additionals = []] = sections.map(({ item }) => item)
  return { header, packet, questions: questions.item, answers, authorities, additionals }
}

interface Read<T> {
  readonly item: T
  readonly end: number
}

function readMany<T>(
  packet: Buffer,
  start: number,
  count: number,
  read: (packet: Buffer, at: number) => Read<T> | undefined,
): Read<readonly T[]> | undefined {
  const items: T[] = []
  let end = start
  for (let i = 0; i < count; i++) {
    const next = read(packet, end)
    if (next === undefined) return undefined
    items.push(next.item)
    end = next.end
  }
  return { item: items, end }
}

function readQuestion(packet: Buffer, at: number): Read<WireQuestion> | undefined {
  const name = readName(packet, at)
  if (name === undefined || name.end + 4 > packet.length) return undefined
  const type = packet.readUInt16BE(name.end)
  return { item: { name, type, class: packet.readUInt16BE(name.end + 2) }, end: name.end + 4 }
}

function readRecord(packet: Buffer, start: number): Read<WireRecord> | undefined {
  const name = readName(packet, start)
  const dataStart = (name?.end ?? 0) + 10
  if (name === undefined || dataStart > packet.length) return undefined
  const end = dataStart + packet.readUInt16BE(name.end + 8)
  if (end > packet.length) return undefined
  const item = {
    name,
    type: packet.readUInt16BE(name.end),
    class: packet.readUInt16BE(name.end + 2),
    ttlSeconds: packet.readUInt32BE(name.end + 4),
    data: packet.subarray(dataStart, end),
    start,
    dataStart,
  }
  return { item, end }
}
