import {
  type AnyLinkMessage,
  accepted,
  type MessageProblem,
  type Outcome,
  readLinkMessage,
  refusal,
  refused,
  unreachable,
} from '@understudy/shared'
import { Packr, Unpackr } from 'msgpackr'

// Plain maps, not msgpackr's own record extension: the frames are MessagePack that anybody can read.
const packr = new Packr({ useRecords: false })
const unpackr = new Unpackr({ useRecords: false, mapsAsObjects: true })

export const encodeLinkMessage = (message: AnyLinkMessage): Buffer => packr.pack(message)

/** Decodes a frame and checks it against its schema; a refusal says what was expected (SEC-03). */
export function decodeLinkMessage(frame: Buffer): Outcome<AnyLinkMessage> {
  const value = unpack(frame)
  const read = readLinkMessage(value)
  if (read.ok) return accepted(read.message)
  return refused(refusal('protocol-error', wordsFor(read.problem, value)))
}

function wordsFor(
  problem: MessageProblem,
  value: unknown,
): { readonly expected: string; readonly found: string } {
  switch (problem.kind) {
    case 'untyped':
      return { expected: 'a link message', found: shapeOf(value) }
    case 'unknown':
      return { expected: 'a known type of link message', found: `"${problem.type.slice(0, 64)}"` }
    case 'misshapen': {
      const { type, error } = problem
      return { expected: `${error.expected} at ${type}${error.path}`, found: error.found }
    }
    default:
      return unreachable(problem)
  }
}

function unpack(frame: Buffer): unknown {
  try {
    return unpackr.unpack(frame)
  } catch {
    return undefined
  }
}

const shapeOf = (value: unknown): string =>
  value === undefined ? 'no MessagePack' : `a frame without a type (${typeof value})`
