import type { IncomingMessage } from 'node:http'
import { refusalCodes, refusalHeader, type ServerMessageNamed } from '@understudy/shared'

/** What the appliance would have said on the channel; undefined = no reason that clients know. */
export function refusalInResponse(
  response: Pick<IncomingMessage, 'headers' | 'statusCode'>,
): ServerMessageNamed<'refused'> | undefined {
  const code = refusalCodes.find((known) => known === response.headers[refusalHeader])
  return code === undefined ? undefined : { type: 'refused', code, message: code }
}
