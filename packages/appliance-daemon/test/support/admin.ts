import { readFileSync } from 'node:fs'
import type { OutgoingHttpHeaders } from 'node:http'
import { request } from 'node:https'
import { join } from 'node:path'

export interface Answer {
  readonly status: number
  readonly headers: NodeJS.Dict<string | string[]>
  readonly body: string
  /** The same, as it came. */
  readonly bytes: Buffer
}

/** One HTTPS request to a port of this machine; a new connection each time. */
export function ask(
  port: number,
  method: string,
  path: string,
  options: { body?: string | Buffer; headers?: OutgoingHttpHeaders } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { body, headers = {} } = options
    const target = { host: '127.0.0.1', port, method, path, headers }
    const asked = request({ ...target, rejectUnauthorized: false, agent: false }, (response) => {
      const pieces: Buffer[] = []
      response.on('data', (piece: Buffer) => pieces.push(piece))
      response.on('end', () => {
        const bytes = Buffer.concat(pieces)
        const { statusCode: status = 0, headers } = response
        resolve({ status, headers, body: bytes.toString(), bytes })
      })
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

export const tokenOf = (dataDir: string): string =>
  readFileSync(join(dataDir, 'admin-token'), 'utf8').trim()

/** Asks for an operation as the administrator; the answer's JSON. */
export async function invoke(
  port: number,
  dataDir: string,
  operation: string,
  input: unknown = {},
): Promise<{ status: number; ok: boolean; value?: never; refusal?: { code: string } }> {
  const headers = {
    authorization: `Bearer ${tokenOf(dataDir)}`,
    'content-type': 'application/json',
  }
  const path = `/api/admin/v1/operations/${operation}`
  const answer = await ask(port, 'POST', path, { body: JSON.stringify(input), headers })
  return { status: answer.status, ...JSON.parse(answer.body) }
}
