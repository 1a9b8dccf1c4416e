import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { setImmediate as turn } from 'node:timers/promises'
import type { ApiDocument } from '@understudy/appliance-api'
import { HistoryDiscarded } from '@understudy/appliance-core'
import type { Work } from '@understudy/lab-channel'

/** Real time: whoever takes nothing for so long is gone. */
const stallMs = 60_000

/** What a recorded 19.1.8 sends with every answer of its APIs (A), in its order; scripts of old rely on `close`. */
export const apiHeaders = {
  Server: 'Apache',
  'Cache-Control': 'must-revalidate, no-cache, no-store, post-check=0, pre-check=0, private',
  'Strict-Transport-Security': 'max-age=31536000',
  'X-Frame-Options': 'SAMEORIGIN',
  'X-Content-Type-Options': 'nosniff',
  Vary: 'X-Requested-With,Authorization',
  Connection: 'close',
} as const satisfies OutgoingHttpHeaders

/**
 * Sends a document as its reader takes it: between two pieces everybody else has a turn, and one who is slow or leaves holds
 * nothing but a place in the log (API-07). A short one goes out in one write. Where what it tells of is discarded midway, the
 * connection breaks off: its reader sees that the document is not whole.
 */
export async function sendDocument(
  response: ServerResponse,
  { parts }: ApiDocument,
  work: Work,
  { status = 200, headers = {} }: { status?: number; headers?: OutgoingHttpHeaders } = {},
): Promise<void> {
  response.writeHead(status, {
    ...apiHeaders,
    'Content-Type': 'text/xml; charset=UTF-8',
    ...headers,
  })
  // Lab time waits while the document is being made, not while its reader takes it.
  work.begin()
  let held = ''
  try {
    for (const part of parts) {
      if (response.destroyed) return
      if (part !== '') {
        if (held !== '' && !response.write(held)) await taken(response, work)
        held = part
      }
      await turn()
    }
    response.end(held)
  } catch (error) {
    if (!(error instanceof HistoryDiscarded)) throw error
    response.destroy()
  } finally {
    work.end()
  }
}

/** Resolves when the reader has taken what was written, or is gone. */
async function taken(response: ServerResponse, work: Work): Promise<void> {
  work.end()
  await new Promise<void>((resolve) => {
    const stalled = setTimeout(() => response.destroy(), stallMs)
    const done = (): void => {
      clearTimeout(stalled)
      response.off('drain', done)
      response.off('close', done)
      resolve()
    }
    response.once('drain', done)
    response.once('close', done)
  })
  work.begin()
}
