import { type BlobRef, refusal, timeouts } from '@understudy/shared'
import type { Context } from '../context.ts'
import type { SampleLoad } from '../durable.ts'
import { appendOwnSessions } from '../log/append.ts'
import { refusalToOperate } from '../operations/refusal-to-operate.ts'
import type { PendingRequest } from '../pending-request.ts'
import { defineSlice } from '../slice.ts'
import {
  bytesOf,
  type SampleInput,
  type SampleSource,
  sampleSession,
  sampleSourceOf,
  skipSamples,
} from './sample-session.ts'

/**
 * So many are stored in one step, a transaction of its own: the appliance answers others between two of them, and no
 * step takes long, nor much memory.
 */
const pieceSessionsMax = 2_000
const pieceBytesMax = 2 * 1_048_576

/** What a request of an earlier process is called where recordings are made for it. */
const resumed = 'sample-data/resumed'

type SampleRequest = PendingRequest<'load-sample-data'>

interface WaitingSample {
  /** null = nobody waits any more: an earlier process was asked. */
  readonly request: SampleRequest | null
  readonly load: SampleLoad
  readonly untilMs: number
}

/** A request that is being stored. */
interface StoringSample {
  readonly request: SampleRequest | null
  readonly source: SampleSource
  readonly blobs: readonly BlobRef[]
  stored: number
}

/** What `sessions/` keeps in memory: the requests that wait for their recordings, by request, and those that are being stored. */
const sampleSlice = defineSlice<{
  readonly waiting: Map<string, WaitingSample>
  /** The first is stored first. */
  readonly storing: StoringSample[]
}>('sessions', () => ({ waiting: new Map(), storing: [] }))

/**
 * `load-sample-data`: recordings first (the carrier makes the files), then the sessions that name them, in pieces. It is
 * answered when all are stored. After a crash the next process goes on with what was begun. A state in which it would be refused
 * ends it between two pieces, which whoever asked is told: what was stored until then stays.
 */
export function loadSampleData(ctx: Context, request: SampleRequest, input: SampleInput): void {
  load(ctx, request, { input, askedAtMs: ctx.nowMs, stored: 0 })
}

/** After a start: the rest of what an earlier process had begun to store; whoever asked for it has gone. */
export function resumeSampleData(ctx: Context): void {
  const { sampleLoad } = ctx.state
  if (sampleLoad !== undefined) load(ctx, null, sampleLoad)
}

function load(ctx: Context, request: SampleRequest | null, wanted: SampleLoad): void {
  const { input } = wanted
  if (input.recordings === 0) {
    beginStoring(ctx, request, wanted, [])
    return
  }
  const name = request?.request ?? resumed
  sampleSlice.of(ctx).waiting.set(name, {
    request,
    load: wanted,
    untilMs: ctx.nowMs + timeouts.sampleDataMs,
  })
  ctx.setTimer('sample-data', timeouts.sampleDataMs)
  const { recordings, recordingBytes, seed } = input
  ctx.emit({
    kind: 'make-sample-blobs',
    request: name,
    count: Math.min(recordings, input.sessions),
    sizeBytes: recordingBytes,
    seed,
  })
}

export function onSampleBlobsMade(ctx: Context, request: string, blobs: readonly BlobRef[]): void {
  const waiting = sampleSlice.of(ctx).waiting.get(request)
  if (waiting === undefined) return
  sampleSlice.of(ctx).waiting.delete(request)
  beginStoring(ctx, waiting.request, waiting.load, blobs)
}

/** The carrier has not made the recordings: the operator is told, and recordings that come later are ignored. */
export function onSampleDataTimer(ctx: Context): void {
  const { waiting } = sampleSlice.of(ctx)
  for (const [name, { request, untilMs }] of waiting) {
    if (untilMs > ctx.nowMs) continue
    waiting.delete(name)
    const timeoutMs = timeouts.sampleDataMs
    if (request !== null)
      ctx.refuse(request, refusal('no-answer', { operation: request.operation, timeoutMs }))
  }
}

function beginStoring(
  ctx: Context,
  request: SampleRequest | null,
  { input, askedAtMs, stored }: SampleLoad,
  blobs: readonly BlobRef[],
): void {
  const { storing } = sampleSlice.of(ctx)
  const source = sampleSourceOf(input, askedAtMs)
  skipSamples(ctx, source, stored)
  storing.push({ request, source, blobs, stored })
  if (storing.length > 1) return
  // After a start the box is not yet what it will be in a moment.
  if (request === null) ctx.setTimer('sample-piece', 0)
  else storePiece(ctx)
}

/** It is the next piece's turn. */
export function onSamplePieceTimer(ctx: Context): void {
  const [first] = sampleSlice.of(ctx).storing
  if (first === undefined) return
  const why = refusalToOperate(ctx, 'load-sample-data')
  if (why === null) storePiece(ctx)
  else {
    if (first.request !== null) ctx.refuse(first.request, why)
    delete ctx.state.sampleLoad
    ctx.durable.save()
    goOn(ctx)
  }
}

function storePiece(ctx: Context): void {
  const [first] = sampleSlice.of(ctx).storing as [StoringSample]
  const { request, source, blobs, stored } = first
  const { sessions } = source.input
  const count = Math.min(pieceSessionsOf(source.input), sessions - stored)
  const piece = Array.from({ length: count }, (_, i) =>
    sampleSession(ctx, source, stored + i, blobs[stored + i]),
  )
  if (count > 0) appendOwnSessions(ctx, piece, true)
  first.stored += count
  const isLeft = first.stored < sessions
  const { input, askedAtMs } = source
  if (isLeft) ctx.state.sampleLoad = { input, askedAtMs, stored: first.stored }
  else delete ctx.state.sampleLoad
  ctx.durable.save()
  if (isLeft) {
    ctx.setTimer('sample-piece', 0)
    return
  }
  ctx.record({ name: 'sample-data-loaded', sessions, recordings: blobs.length })
  if (request !== null) ctx.accept(request, { sessions, recordings: blobs.length })
  goOn(ctx)
}

/** The first request is over; the next one begins. */
function goOn(ctx: Context): void {
  const { storing } = sampleSlice.of(ctx)
  storing.shift()
  if (storing.length > 0) ctx.setTimer('sample-piece', 0)
}

const pieceSessionsOf = (input: SampleInput): number =>
  Math.max(1, Math.min(pieceSessionsMax, Math.floor(pieceBytesMax / bytesOf(input))))
