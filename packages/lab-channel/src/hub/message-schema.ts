import { schemaErrors, type ToHub } from '@understudy/shared'
import { type TSchema, Type } from 'typebox'

const Name = Type.String({ minLength: 1, maxLength: 64 })
const Count = Type.Integer({ minimum: 0 })
const Instant = Type.Union([Type.Number(), Type.Null()])
const Named = Type.Object({ name: Name })
const Kinded = Type.Object({ kind: Name })

const schemas = {
  join: Type.Object({
    protocol: Count,
    token: Type.String({ maxLength: 256 }),
    name: Type.String({ pattern: '^[a-z][a-z0-9-]{0,62}$' }),
    kind: Type.Union([
      Type.Literal('appliance'),
      Type.Literal('clients'),
      Type.Literal('conductor'),
      Type.Literal('observer'),
    ]),
    port: Type.Union([Type.Integer({ minimum: 1, maximum: 65535 }), Type.Null()]),
    events: Type.Boolean(),
  }),
  idle: Type.Object({ seen: Count, nextAtMs: Instant }),
  busy: Type.Object({}),
  event: Type.Object({ atMs: Type.Number(), event: Named }),
  claim: Type.Object({ address: Name, epoch: Count }),
  release: Type.Object({ address: Name }),
  command: Type.Object({ id: Name, to: Name, command: Kinded }),
  result: Type.Object({ id: Name, result: Type.Object({ ok: Type.Boolean() }) }),
} satisfies Record<ToHub['type'], TSchema>

export type ParsedLine =
  | { readonly ok: true; readonly message: ToHub }
  /** Names the field, never its value: that may be a token. */
  | { readonly ok: false; readonly expected: string }

/** What a participant said, checked. The bodies of events and commands are their receivers' concern. */
export function parseLine(line: string): ParsedLine {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return { ok: false, expected: 'a line of JSON' }
  }
  const type = (value as { type?: unknown } | null)?.type
  if (typeof type !== 'string' || !Object.hasOwn(schemas, type)) {
    return { ok: false, expected: `a message of type ${Object.keys(schemas).join(', ')}` }
  }
  const [error] = schemaErrors(schemas[type as ToHub['type']], value)
  if (error !== undefined) return { ok: false, expected: `${type}${error.path}: ${error.expected}` }
  return { ok: true, message: value as ToHub }
}
