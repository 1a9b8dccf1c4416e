import type { ServerMessage } from '@understudy/shared'
import { type TProperties, Type } from 'typebox'
import { Compile } from 'typebox/compile'

/** What the carrier throws away of one update at most. */
const upgradeBytesMax = 1024 * 1024 * 1024
const Text = Type.String({ maxLength: 1_000 })
const Size = Type.Integer({ minimum: 0, maximum: upgradeBytesMax })
/** A week: no throttle means more. */
const Wait = Type.Integer({ minimum: 0, maximum: 604_800_000 })

const message = <F extends TProperties>(type: ServerMessage['type'], fields: F) =>
  Type.Object({ type: Type.Literal(type), ...fields })

/** Every message that an appliance may send; unknown fields are for newer clients. */
const validator = Compile(
  Type.Union([
    message('welcome', { appliance: Text, siteVersion: Text }),
    message('refused', { code: Text, message: Text }),
    message('session-waiting', { externalKey: Text }),
    message('session-joined', { lsid: Text, externalKey: Text, customer: Text }),
    message('recording-stored', { lsid: Text }),
    message('session-recorded', { lsid: Text, lseq: Type.Number(), externalKey: Text }),
    message('session-cut', { lsid: Text, externalKey: Text, reason: Text }),
    message('closing', { reason: Text }),
    message('refreshed', { jumpClients: Type.Number() }),
    message('checked-in', {}),
    message('come-back', { afterMs: Wait, reason: Text }),
    message('upgrade', { version: Text, sizeBytes: Size }),
  ]),
)

/** The message in a frame, or undefined where it is none (SEC-03). */
export function parseServerMessage(text: string): ServerMessage | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return validator.Check(value) ? (value as ServerMessage) : undefined
  } catch {
    return undefined
  }
}
