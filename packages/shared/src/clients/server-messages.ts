import { type TProperties, Type } from 'typebox'
import { limits } from '../limits.ts'
import { type MessageOf, messageReader } from '../message-table.ts'
import { refusalCodes } from '../refusals.ts'

const Text = Type.String({ maxLength: 1_000 })
const Count = Type.Number()
/** At most a week: no throttle needs more. */
const Wait = Type.Integer({ minimum: 0, maximum: 604_800_000 })

/** Unknown fields are allowed: they are for newer clients. */
const message = <N extends string, F extends TProperties>(type: N, fields: F) =>
  Type.Object({ type: Type.Literal(type), ...fields })

/** Every message that an appliance sends: the clients' channel, appliance to client (PROTOCOL.md, 18 to 25). */
export const serverMessages = {
  welcome: message('welcome', {
    appliance: Text,
    siteVersion: Text,
    /** To a customer: the issues whose teams have somebody logged in; absent = none. */
    issues: Type.Optional(
      Type.Array(Type.Object({ code: Text, title: Text }), { maxItems: limits.issuesOfferedMax }),
    ),
  }),
  refused: message('refused', { code: Type.Enum(refusalCodes), message: Text }),
  'session-waiting': message('session-waiting', { externalKey: Text }),
  /** To the console that gets the session and to its customer. */
  'session-joined': message('session-joined', {
    lsid: Text,
    externalKey: Text,
    customer: Text,
    /** To a console, of a session under way: it becomes its owner, or is there as well; absent = the session begins. */
    part: Type.Optional(Type.Enum(['owner', 'guest'])),
  }),
  /** To a console: the session goes on without it. */
  'session-left': message('session-left', { lsid: Text, externalKey: Text, reason: Text }),
  'recording-stored': message('recording-stored', { lsid: Text }),
  /** The acknowledgement: the record is on disk (SYN-06). To console and customer. */
  'session-recorded': message('session-recorded', { lsid: Text, lseq: Count, externalKey: Text }),
  /** The session ended without this client's doing; its record says so (CLI-07). */
  'session-cut': message('session-cut', { lsid: Text, externalKey: Text, reason: Text }),
  closing: message('closing', { reason: Text }),
  /** To a console: its lists, with this many Jump Clients. */
  refreshed: message('refreshed', { jumpClients: Count }),
  /** The check-in is noted. */
  'checked-in': message('checked-in', {}),
  /** Its turn has not come (CLI-03): the connection is closed, and the client dials again after `afterMs`. */
  'come-back': message('come-back', {
    afterMs: Wait,
    reason: Type.Enum(['connection-rate', 'concurrent-upgrades']),
  }),
  /**
   * The client's update: `sizeBytes` follow as binary frames. The carrier passes the message on once
   * all of them have arrived; the client then installs it and connects again.
   */
  upgrade: message('upgrade', {
    version: Text,
    sizeBytes: Type.Integer({ minimum: 0, maximum: limits.upgradeBytesMax }),
  }),
} as const

export type ServerMessage = MessageOf<typeof serverMessages>
export type ServerMessageNamed<T extends keyof typeof serverMessages> = Extract<
  ServerMessage,
  { type: T }
>

/** Why a Jump Client is told to come back later (CLI-03). */
export type DeferralReason = ServerMessageNamed<'come-back'>['reason']

/** What a client received from an appliance, as one of {@link serverMessages} (SEC-03). */
export const readServerMessage = messageReader(serverMessages)
