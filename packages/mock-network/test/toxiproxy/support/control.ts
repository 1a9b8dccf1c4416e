import { once } from 'node:events'
import { type IncomingHttpHeaders, request } from 'node:http'
import type { Test } from 'tap'
import { ControlApi, type ControlApiOptions } from '../../../src/toxiproxy/control-api.ts'

export interface Reply {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/** Sends the body as it is; objects as JSON. */
export type Call = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Reply>

export interface Control {
  readonly api: ControlApi
  readonly port: number
  readonly call: Call
}

/** A control API in this process, stopped at the end of the test. */
export async function startControl(
  t: Test,
  options: Partial<ControlApiOptions> = {},
): Promise<Control> {
  const api = new ControlApi({ seed: 'test', ...options })
  t.teardown(() => api.stop())
  const port = await api.start(0)
  return { api, port, call: callOn(port) }
}

export const callOn =
  (port: number): Call =>
  (...args) =>
    call(port, ...args)

async function call(
  port: number,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const sent = request({ port, host: '127.0.0.1', method, path, headers, agent: false })
  sent.end(body === undefined || typeof body === 'string' ? body : JSON.stringify(body))
  const [response] = await once(sent, 'response')
  let text = ''
  response.setEncoding('utf8')
  response.on('data', (chunk: string) => {
    text += chunk
  })
  await once(response, 'end')
  return { status: response.statusCode ?? 0, headers: response.headers, text }
}

/** The listening port of a proxy's JSON. */
export const portOf = (reply: Reply): number =>
  Number(/"listen":"[^"]*:(\d+)"/.exec(reply.text)?.[1])
