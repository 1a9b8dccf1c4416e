/** As much of OTLP's JSON encoding (opentelemetry-proto 1.x, `trace.proto`) as traces of rehearsals need. */
export interface TracesData {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] }
    readonly scopeSpans: readonly {
      readonly scope: { readonly name: string }
      readonly spans: readonly Span[]
    }[]
  }[]
}

export interface Span {
  /** 32 hex digits. */
  readonly traceId: string
  /** 16 hex digits. */
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly kind: number
  /** 64-bit numbers are strings in JSON. */
  readonly startTimeUnixNano: string
  readonly endTimeUnixNano: string
  readonly attributes: readonly Attribute[]
  readonly events: readonly {
    readonly timeUnixNano: string
    readonly name: string
    readonly attributes: readonly Attribute[]
  }[]
  readonly status: { readonly code?: number; readonly message?: string }
}

export interface Attribute {
  readonly key: string
  readonly value: { readonly stringValue: string } | { readonly intValue: string }
}

export const spanKinds = { internal: 1, server: 2 } as const
export const statusCodes = { unset: 0, error: 2 } as const

/** Empty texts are left out. */
export const attributesOf = (
  values: Readonly<Record<string, string | number>>,
): readonly Attribute[] =>
  Object.entries(values)
    .filter(([, value]) => value !== '')
    .map(([key, value]) => ({
      key,
      value:
        typeof value === 'string'
          ? { stringValue: value }
          : { intValue: String(Math.round(value)) },
    }))

/** Nanoseconds since the Unix epoch. */
export const nanosOf = (ms: number): string => `${BigInt(Math.round(ms)) * 1_000_000n}`
