import { type ClientMessage, clientKinds, limits } from '@understudy/shared'
import { type Static, Type } from 'typebox'
import { Compile } from 'typebox/compile'

const closed = { additionalProperties: false } as const
const Name = Type.String({ minLength: 1, maxLength: 200 })
/** '' = nothing installed. */
const Version = Type.String({ pattern: '^(\\d{1,6}(\\.\\d{1,6}){0,4})?$' })
const Lsid = Type.String({ minLength: 1, maxLength: 64 })
const Text = Type.String({ maxLength: limits.sessionBytesMax })

const RecordingAnnounced = Type.Object(
  {
    type: Type.Literal('recording'),
    lsid: Lsid,
    sizeBytes: Type.Integer({ minimum: 1, maximum: limits.recordingBytesMax }),
  },
  closed,
)

/** What a client's text frame may hold. A recording is announced, its bytes follow in binary frames. */
export const ClientFrame = Type.Union([
  Type.Object(
    {
      type: Type.Literal('hello'),
      kind: Type.Enum([...clientKinds]),
      name: Name,
      version: Version,
      mode: Type.Optional(Type.Enum(['active', 'passive'])),
      provider: Type.Optional(Type.Boolean()),
    },
    closed,
  ),
  Type.Object({ type: Type.Literal('refresh') }, closed),
  Type.Object({ type: Type.Literal('statistics') }, closed),
  Type.Object(
    {
      type: Type.Literal('request-session'),
      externalKey: Name,
      customer: Name,
      issue: Type.String({ maxLength: 1_000 }),
    },
    closed,
  ),
  Type.Object({ type: Type.Literal('session-event'), lsid: Lsid, event: Name, body: Text }, closed),
  RecordingAnnounced,
  Type.Object({ type: Type.Literal('end-session'), lsid: Lsid }, closed),
])

export type RecordingAnnounced = Static<typeof RecordingAnnounced>
export type ClientFrame = Exclude<ClientMessage, { type: 'recording' }> | RecordingAnnounced

const validator = Compile(ClientFrame)

/** The message in a text frame, or what is wrong with it, in a few words (SEC-03). */
export function parseClientFrame(text: string): ClientFrame | { readonly wrong: string } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { wrong: 'no JSON' }
  }
  if (validator.Check(value)) return value as ClientFrame
  const type = (value as { type?: unknown } | null)?.type
  return {
    wrong: typeof type === 'string' ? `another "${type.slice(0, 64)}"` : 'JSON without a type',
  }
}
