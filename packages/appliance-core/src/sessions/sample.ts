import { type BlobRef, refusal, timeouts } from '@understudy/shared'
import type { Context } from '../context.ts'
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
} from './sample-session.ts'

/**
 * So many are stored in one step, a transaction of its own: the appliance answers others between two of them, and no
 * step takes long, nor much memory.
 */
const pieceSessionsMax = 2_000
const pieceBytesMax = 2 * 1_048_576

type SampleRequest = PendingRequest<'load-sample-data'>

interface WaitingSample {
  readonly request: SampleRequest
  readonly input: SampleInput
  readonly untilMs: number
}

/** A request that is being stored. */
interface StoringSample {
  readonly request: SampleRequest
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
 * answered when all are stored. A crash, or a state in which it would be refused, ends it between two pieces: what was
 * stored until then stays.
 */
export function loadSampleData(ctx: Context, request: SampleRequest, input: SampleInput): void {
  if (input.recordings === 0) {
    beginStoring(ctx, request, input, [])
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
  beginStoring(ctx, waiting.request, waiting.input, blobs)
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

function beginStoring(
  ctx: Context,
  request: SampleRequest,
  input: SampleInput,
  blobs: readonly BlobRef[],
): void {
  const { storing } = sampleSlice.of(ctx)
  storing.push({ request, source: sampleSourceOf(input, ctx.nowMs), blobs, stored: 0 })
  if (storing.length === 1) storePiece(ctx)
}

/** It is the next piece's turn. */
export function onSamplePieceTimer(ctx: Context): void {
  const [first] = sampleSlice.of(ctx).storing
  if (first === undefined) return
  const why = refusalToOperate(ctx, first.request.operation)
  if (why === null) storePiece(ctx)
  else {
    ctx.refuse(first.request, why)
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
  ctx.durable.save()
  first.stored += count
  if (first.stored < sessions) {
    ctx.setTimer('sample-piece', 0)
    return
  }
  ctx.record({ name: 'sample-data-loaded', sessions, recordings: blobs.length })
  ctx.accept(request, { sessions, recordings: blobs.length })
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
