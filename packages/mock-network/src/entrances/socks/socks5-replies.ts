import type { EnterResult } from '../enter.ts'

/** RFC 1928 6: what became of a request. */
export const replyCodes = {
  succeeded: 0,
  'general-failure': 1,
  'host-unreachable': 4,
  'connection-refused': 5,
  'command-not-supported': 7,
  'address-type-not-supported': 8,
} as const
export type ReplyCode = keyof typeof replyCodes

const codeOf = {
  open: 'succeeded',
  'unknown-host': 'host-unreachable',
  refused: 'connection-refused',
  'no-answer': 'host-unreachable',
} as const satisfies Record<EnterResult, ReplyCode>

export const resultReply = (result: EnterResult): Uint8Array => reply(codeOf[result])

/** A reply. Its bound address is 0.0.0.0:0: the lab's gateway has no address that means anything outside. */
export const reply = (code: ReplyCode): Uint8Array =>
  Uint8Array.of(5, replyCodes[code], 0, 1, 0, 0, 0, 0, 0, 0)
