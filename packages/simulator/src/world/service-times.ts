import type { ApplianceInput } from '@understudy/appliance-core'

/**
 * What a real daemon spends on what reaches it, in microseconds of its one thread: `bench/service-times` measures
 * it, docs/TESTING.md says when and where (CLI-08).
 */
export const serviceUs = {
  /** A client's connection: TLS 1.3 and the WebSocket. */
  connection: 3_300,
  /** A client's hello, checked, noted and answered. */
  hello: 500,
  /** Any other message of a client, a console's request for its lists included. */
  message: 130,
  /** The public page, on a connection of its own. */
  page: 2_500,
  /** Each KiB of an update that it sends. */
  updateKiB: 2,
} as const

/** Inputs from links, timers and operators cost what a message does: they are few. */
export function serviceUsOf(input: ApplianceInput): number {
  switch (input.kind) {
    case 'client-closed':
      return 0
    case 'client-message':
      return input.message.type === 'hello' ? serviceUs.hello : serviceUs.message
    default:
      return serviceUs.message
  }
}
