import {
  type BlobRef,
  createRandom,
  encodeSessionRecord,
  type InputOf,
  type Random,
  type StoredSession,
} from '@understudy/shared'
import { takeLseq } from '../clients/desk.ts'
import type { Context } from '../context.ts'
import { timeOrderedGuid } from './mint.ts'

/** Stored sessions lie in the past, one a minute, the newest an hour ago. */
const spacingMs = 60_000
const newestAgoMs = 3_600_000

const fillerOffsetMax = 1_000

export type SampleInput = InputOf<'load-sample-data'>

/** What all sessions of one request are made from, one after the other: the same input and time give the same ones. */
export interface SampleSource {
  readonly input: SampleInput
  /** When they were asked for: they lie before that. */
  readonly askedAtMs: number
  readonly random: Random
  readonly filler: string
}

export function sampleSourceOf(input: SampleInput, askedAtMs: number): SampleSource {
  const random = createRandom(`${input.seed}/sample`)
  return { input, askedAtMs, random, filler: fillerOf(random, bodyRoom(input)) }
}

/** As if that many had been made: they are stored already. */
export function skipSamples(ctx: Context, source: SampleSource, count: number): void {
  for (let i = 0; i < count; i++) drawSample(ctx, source.random)
}

/** The one of that index, from 0; to be made in this order. */
export function sampleSession(
  ctx: Context,
  { input, askedAtMs, random, filler }: SampleSource,
  index: number,
  blob: BlobRef | undefined,
): StoredSession {
  const endedAtMs = askedAtMs - newestAgoMs - (input.sessions - index) * spacingMs
  const { lengthMs, guid, representative, issue, offset } = drawSample(ctx, random)
  const startedAtMs = endedAtMs - lengthMs
  if (guid === null) ctx.state.integerLsid += 1
  const lsid = guid === null ? String(ctx.state.integerLsid) : timeOrderedGuid(startedAtMs, guid)
  const text = filler.slice(offset, offset + bodyRoom(input))
  return encodeSessionRecord({
    lsid,
    lseq: takeLseq(ctx),
    externalKey: `${input.seed}-sample-${index + 1}`,
    customer: `Customer ${index + 1}`,
    representative,
    issue,
    startedAtMs,
    endedAtMs,
    outcome: 'completed',
    reason: '',
    events: [[startedAtMs, 'Chat Message', text]],
    recording: blob ?? null,
  })
}

/** What chance decides of a session. */
const drawSample = ({ capabilities }: Context, random: Random) => ({
  lengthMs: random.integer(60_000, 1_200_000),
  guid: capabilities.lsid === 'integer' ? null : random.hex(19),
  representative: `rep-${random.integer(1, 20)}`,
  issue: `Sample issue ${random.integer(1, 500)}`,
  offset: random.integer(0, fillerOffsetMax),
})

/** What is left of the wanted size after the rest of a record. */
const bodyRoom = (input: SampleInput): number => Math.max(0, bytesOf(input) - 180)

/** About how large each record is. */
export const bytesOf = ({ sessionBytes = 1_000 }: SampleInput): number => sessionBytes

/** One long text; each session takes another part of it, as making one for each would take most of the time. */
function fillerOf(random: Random, room: number): string {
  const piece = random.fork('filler').hex(4_096)
  return piece.repeat(1 + Math.ceil((room + fillerOffsetMax) / piece.length))
}
