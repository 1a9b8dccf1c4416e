import { request } from 'node:http'
import type { ApplianceEffect, PostOutcome } from '@understudy/appliance-core'
import { httpPort, timeouts } from '@understudy/shared'
import { connected } from '../surroundings/connected.ts'
import type { Surroundings } from '../surroundings/surroundings.ts'
import type { Timers } from '../timers.ts'

export interface PostPorts {
  readonly surroundings: Surroundings
  readonly timers: Timers
}

type PostEvent = Extract<ApplianceEffect, { kind: 'post-event' }>

/**
 * Sends an outbound event by HTTP POST, within `timeouts.outboundEventMs` of lab time (API-06). Never rejects: the outcome
 * says what the recipient answered, or how far it got. The address, which may hold a secret, is in no reason.
 */
export async function postEvent(
  { surroundings, timers }: PostPorts,
  { id, url, body }: PostEvent,
): Promise<PostOutcome> {
  const { hostname, port, host, pathname, search } = new URL(url)
  const at = port === '' ? httpPort : Number(port)
  const route = surroundings.sinkAt(hostname, at)
  const socket = route === undefined ? null : await connected(route, surroundings)
  if (socket === null) return { ok: false, reason: `nobody answers at ${hostname} port ${at}` }
  const timer = `outbound/${id}`
  timers.after(timer, timeouts.outboundEventMs, () => socket.destroy())
  const bytes = Buffer.from(body)
  const status = await new Promise<number | null>((resolve) => {
    const asking = request({
      createConnection: () => socket,
      method: 'POST',
      path: pathname + search,
      headers: {
        Host: host,
        'Content-Type': 'application/x-www-form-urlencoded',
        'Content-Length': bytes.length,
        Connection: 'close',
      },
    })
    asking.on('response', (response) => {
      response.resume()
      resolve(response.statusCode ?? null)
    })
    asking.on('error', () => resolve(null))
    asking.on('close', () => resolve(null))
    asking.end(bytes)
  })
  timers.clear(timer)
  socket.destroy()
  if (status === 200) return { ok: true }
  const reason = status === null ? 'the connection was closed' : `it answered HTTP ${status}`
  return { ok: false, reason }
}
