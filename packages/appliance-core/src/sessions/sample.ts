import {
  type BlobRef,
  createRandom,
  encodeSessionRecord,
  type InputOf,
  type Random,
  refusal,
  type StoredSession,
  timeouts,
} from '@understudy/shared'
import { takeLseq } from '../clients/desk.ts'
import type { Context } from '../context.ts'
import { appendOwnSessions } from '../log/append.ts'
import type { PendingRequest } from '../pending-request.ts'
import { defineSlice } from '../slice.ts'
import { timeOrderedGuid } from './mint.ts'

/** One page of generated sessions: bounds memory while millions are stored. */
const pageSize = 1_000
/** Stored sessions lie in the past, one a minute, the newest an hour ago. */
const spacingMs = 60_000
const newestAgoMs = 3_600_000

const fillerOffsetMax = 1_000

type SampleInput = InputOf<'load-sample-data'>

interface WaitingSample {
  readonly request: PendingRequest<'load-sample-data'>
  readonly input: SampleInput
  readonly untilMs: number
}

/** What `sessions/` keeps in memory: the requests that wait for their recordings, by request. */
const sampleSlice = defineSlice<{ readonly waiting: Map<string, WaitingSample> }>(
  'sessions',
  () => ({ waiting: new Map() }),
)

/** `load-sample-data`: recordings first (the carrier makes the files), then the sessions that name them. */
export function loadSampleData(
  ctx: Context,
  request: PendingRequest<'load-sample-data'>,
  input: SampleInput,
): void {
  if (input.recordings === 0) {
    storeSamples(ctx, request, input, [])
    return
  }
  sampleSlice.of(ctx).waiting.set(request.request, {
    request,
    input,
    untilMs: ctx.nowMs + timeouts.sampleDataMs,
  })
  ctx.setTimer('sample-data', timeouts.sampleDataMs)
  const { recordings, recordingBytes, seed } = input
  ctx.emit({
    kind: 'make-sample-blobs',
    request: request.request,
    count: Math.min(recordings, input.sessions),
    sizeBytes: recordingBytes,
    seed,
  })
}

export function onSampleBlobsMade(ctx: Context, request: string, blobs: readonly BlobRef[]): void {
  const waiting = sampleSlice.of(ctx).waiting.get(request)
  if (waiting === undefined) return
  sampleSlice.of(ctx).waiting.delete(request)
  storeSamples(ctx, waiting.request, waiting.input, blobs)
}

/** The carrier has not made the recordings: the operator is told, and recordings that come later are ignored. */
export function onSampleDataTimer(ctx: Context): void {
  const { waiting } = sampleSlice.of(ctx)
  for (const [name, { request, untilMs }] of waiting) {
    if (untilMs > ctx.nowMs) continue
    waiting.delete(name)
    const timeoutMs = timeouts.sampleDataMs
    ctx.refuse(request, refusal('no-answer', { operation: request.operation, timeoutMs }))
  }
}

function storeSamples(
  ctx: Context,
  request: PendingRequest<'load-sample-data'>,
  input: SampleInput,
  blobs: readonly BlobRef[],
): void {
  const random = createRandom(`${input.seed}/sample`)
  const filler = fillerOf(random, bodyRoom(input))
  for (let from = 0; from < input.sessions; from += pageSize) {
    const count = Math.min(pageSize, input.sessions - from)
    const page = Array.from({ length: count }, (_, i) =>
      sampleSession(ctx, input, random, filler, from + i, blobs[from + i]),
    )
    appendOwnSessions(ctx, page, true)
  }
  ctx.durable.save()
  ctx.record({ name: 'sample-data-loaded', sessions: input.sessions, recordings: blobs.length })
  ctx.accept(request, { sessions: input.sessions, recordings: blobs.length })
}

function sampleSession(
  ctx: Context,
  input: SampleInput,
  random: Random,
  filler: string,
  index: number,
  blob: BlobRef | undefined,
): StoredSession {
  const endedAtMs = ctx.nowMs - newestAgoMs - (input.sessions - index) * spacingMs
  const startedAtMs = endedAtMs - random.integer(60_000, 1_200_000)
  const integer = ctx.capabilities.lsid === 'integer'
  if (integer) ctx.state.integerLsid += 1
  const lsid = integer
    ? String(ctx.state.integerLsid)
    : timeOrderedGuid(startedAtMs, random.hex(19))
  const representative = `rep-${random.integer(1, 20)}`
  const issue = `Sample issue ${random.integer(1, 500)}`
  const room = Math.max(0, (input.sessionBytes ?? 1_000) - 180)
  const offset = random.integer(0, 1_000)
  const text = filler.slice(offset, offset + room)
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

/** What is left of the wanted size after the rest of a record. */
const bodyRoom = (input: SampleInput): number => Math.max(0, (input.sessionBytes ?? 1_000) - 180)

/** One long text; each session takes another part of it, as making one for each would take most of the time. */
function fillerOf(random: Random, room: number): string {
  const piece = random.fork('filler').hex(4_096)
  return piece.repeat(1 + Math.ceil((room + fillerOffsetMax) / piece.length))
}
