import type { LabEvent } from '@understudy/shared'
import { isPlain, type PlainEvent } from '../frequent.ts'
import { type EventOf, ofName } from '../rehearsal.ts'
import type { Report } from '../schema.ts'
import { attributesOf, type Span, spanKinds, type TracesData } from './otlp.ts'
import { type SpanMaker, spanMaker } from './span-maker.ts'

export interface TraceFacts {
  /** 32 hex digits, drawn by whoever asks: two runs of a seed are two traces. */
  readonly traceId: string
  /** When the rehearsal began in real time. Lengths are lab time's. */
  readonly startedAtMs: number
}

/** `cicd.pipeline.result` and `cicd.pipeline.task.run.result` by what came of it. */
const pipelineResults: Readonly<Record<Report['verdict'], string>> = {
  passed: 'success',
  'passed-with-warnings': 'success',
  failed: 'failure',
  inconclusive: 'error',
}
const taskResults = { passed: 'success', failed: 'failure', skipped: 'skip' } as const

/**
 * A rehearsal as a trace in OpenTelemetry's CI/CD conventions (`cicd.*`): the run, its windows and steps, and beside them the
 * outages that clients saw (LAB-04).
 */
export function tracesOf(
  recorded: Iterable<LabEvent>,
  report: Report,
  { traceId, startedAtMs }: TraceFacts,
): TracesData {
  const { events, firstMs, lastMs } = readIn(recorded)
  const spans = spanMaker(traceId, startedAtMs, firstMs)
  const run = runSpan(spans, events, report, { traceId, firstMs, lastMs })
  const windows = new Map(
    ofName(events, 'window-started').map(({ window, title: name, atMs: from }) => {
      const end = ofName(events, 'window-ended').find((one) => one.window === window)
      const values = { 'understudy.window': window }
      return [window, spans.make({ name, from, to: end?.atMs ?? lastMs, parent: run, values })]
    }),
  )
  const steps = ofName(events, 'step-started').map((step) =>
    stepSpan(spans, step, endOf(events, step), {
      traceId,
      lastMs,
      parent: windows.get(step.window) ?? run,
    }),
  )
  const outages = report.outages.map((outage) =>
    spans.make({
      name: 'site down',
      from: firstMs + outage.startedAtMs,
      to: firstMs + outage.endedAtMs,
      parent: run,
      failed: outage.reason,
      values: { 'understudy.step': outage.step, 'understudy.offices': outage.offices.join(', ') },
    }),
  )
  const all = [run, ...windows.values(), ...steps, ...outages]
  const resource = { attributes: attributesOf({ 'service.name': 'understudy' }) }
  const scopeSpans = [{ scope: { name: 'understudy' }, spans: all }]
  return { resourceSpans: [{ resource, scopeSpans }] }
}

/** What the spans are made of, and when the whole began and ended. */
function readIn(recorded: Iterable<LabEvent>) {
  const events: PlainEvent[] = []
  let first: LabEvent | undefined
  let last: LabEvent | undefined
  for (const event of recorded) {
    first ??= event
    last = event
    if (isPlain(event)) events.push(event)
  }
  const firstMs = ofName(events, 'rehearsal-started')[0]?.atMs ?? first?.atMs ?? 0
  return { events, firstMs, lastMs: last?.atMs ?? firstMs }
}

function runSpan(
  spans: SpanMaker,
  events: readonly LabEvent[],
  report: Report,
  { traceId, firstMs, lastMs }: { traceId: string; firstMs: number; lastMs: number },
): Span {
  const result = pipelineResults[report.verdict]
  const isGood = result === 'success'
  const run = spans.make({
    name: `RUN ${report.runbook}`,
    from: firstMs,
    to: lastMs,
    kind: spanKinds.server,
    failed: isGood ? undefined : report.reasons.join(' '),
    values: {
      'cicd.pipeline.name': report.runbook,
      'cicd.pipeline.action.name': 'RUN',
      'cicd.pipeline.run.id': traceId,
      'cicd.pipeline.result': result,
      'error.type': isGood ? '' : report.verdict,
      'understudy.verdict': report.verdict,
      'understudy.world': report.world,
      'understudy.seed': report.seed,
      'understudy.lab': report.lab,
      'understudy.downtime_ms': report.downtimeMs,
      'understudy.lab_time.started_at_ms': firstMs,
    },
  })
  const warnings = ofName(events, 'warning').map(({ atMs, code, message, step }) => ({
    timeUnixNano: spans.at(atMs),
    name: code,
    attributes: attributesOf({ message, step }),
  }))
  return { ...run, events: warnings }
}

function stepSpan(
  spans: SpanMaker,
  { step, title, guide, appliance, atMs }: EventOf<'step-started'>,
  ended: EventOf<'step-ended'> | undefined,
  { traceId, lastMs, parent }: { traceId: string; lastMs: number; parent: Span },
): Span {
  const hasFailed = ended?.outcome === 'failed'
  return spans.make({
    name: step,
    from: atMs,
    to: ended?.atMs ?? lastMs,
    parent,
    failed: hasFailed ? `expected ${ended.expected}; found ${ended.found}` : undefined,
    values: {
      'cicd.pipeline.task.name': title,
      'cicd.pipeline.task.run.id': `${traceId}/${step}`,
      'cicd.pipeline.task.run.result': ended === undefined ? 'error' : taskResults[ended.outcome],
      'error.type': hasFailed ? 'failed' : '',
      'understudy.guide': guide,
      'understudy.appliance': appliance,
    },
  })
}

/** The end that belongs to that beginning: a step may be tried again. */
const endOf = (
  events: readonly LabEvent[],
  { step, atMs }: EventOf<'step-started'>,
): EventOf<'step-ended'> | undefined =>
  ofName(events, 'step-ended').find((ended) => ended.step === step && ended.atMs >= atMs)
