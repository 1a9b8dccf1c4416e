import { createRandom } from '@understudy/shared'
import { attributesOf, nanosOf, type Span, spanKinds, statusCodes } from './otlp.ts'

/** What a span is about, in lab time. */
export interface SpanOf {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly parent?: Span
  readonly kind?: number
  /** What went wrong, as a sentence; left out: nothing did. */
  readonly failed?: string | undefined
  readonly values: Readonly<Record<string, string | number>>
}

export interface SpanMaker {
  readonly make: (what: SpanOf) => Span
  /** A moment of lab time, in the trace's own. */
  readonly at: (labMs: number) => string
}

/** Makes the spans of one trace, which begins at that real time; `firstMs` is the same moment in lab time. */
export function spanMaker(traceId: string, startedAtMs: number, firstMs: number): SpanMaker {
  const random = createRandom(traceId)
  const at = (labMs: number): string => nanosOf(startedAtMs + labMs - firstMs)
  return {
    at,
    make: ({ name, from, to, parent, kind = spanKinds.internal, failed, values }) => ({
      traceId,
      spanId: random.hex(16),
      ...(parent === undefined ? {} : { parentSpanId: parent.spanId }),
      name,
      kind,
      startTimeUnixNano: at(from),
      endTimeUnixNano: at(to),
      attributes: attributesOf(values),
      events: [],
      status:
        failed === undefined
          ? { code: statusCodes.unset }
          : { code: statusCodes.error, message: failed },
    }),
  }
}
