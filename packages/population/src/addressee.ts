import type { ClientInput } from '@understudy/shared'

/** The name of the connection, request or timer that the input is about. */
export function addressee(input: ClientInput): string {
  switch (input.kind) {
    case 'timer':
      return input.timer
    case 'answer':
    case 'request-failed':
      return input.request
    case 'start':
    case 'wind-down':
      return ''
    default:
      return input.connection
  }
}
