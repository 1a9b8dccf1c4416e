import { type ClientsConfig, limits, type Random } from '@understudy/shared'
import { onBeat } from '../beat.ts'

/** What a representative will do in one session; times are lab time, in order. */
export interface SessionScript {
  readonly events: readonly {
    readonly atMs: number
    readonly event: string
    readonly body: string
  }[]
  readonly endsAtMs: number
  /** Size of the recording, null = not recorded. */
  readonly recordingBytes: number | null
}

/** Sessions of the test machines are recognised by their key: they are kept short (G2, "test B"). */
export const testKeyPrefix = 'test-'

const testLengthMs = 2_000

/** Event types as the product writes them in session_details (A). */
const repertoire: readonly (readonly [event: string, body: string])[] = [
  ['Chat Message', 'Good evening, how can I help?'],
  ['System Information Retrieved', 'Windows 7 Professional, 4 GiB, 2 processors'],
  ['Chat Message', 'I see the error message now.'],
  ['File Upload', 'driver-update.zip, 1,482,900 bytes'],
  ['Screen Sharing Started', 'full control'],
  ['File Download', 'system-log.txt, 18,221 bytes'],
  ['Session Note Added', 'Cleared the spooler and reinstalled the driver.'],
  ['Chat Message', 'It works again, thank you!'],
]

/**
 * Draws one session: four to eight events spread over about `sessionLengthMs` (half to one and a half times), on the
 * beat; a share of sessions is recorded.
 */
export function scriptOf(
  externalKey: string,
  clients: ClientsConfig,
  beatMs: number,
  random: Random,
  nowMs: number,
): SessionScript {
  if (externalKey.startsWith(testKeyPrefix)) return testScript(nowMs)
  const count = random.integer(4, 8)
  const lengthMs = Math.round(clients.sessionLengthMs * (0.5 + random.next()))
  const chosen = repertoire.map((entry) => ({ entry, lot: random.next() }))
  const drawn = new Set([...chosen].sort((a, b) => a.lot - b.lot).slice(0, count))
  const events = chosen
    .filter((c) => drawn.has(c))
    .map(({ entry: [event, body] }, i) => ({
      atMs: onBeat(nowMs + Math.round((lengthMs * i) / count), beatMs),
      event,
      body,
    }))
  return {
    events,
    endsAtMs: onBeat(nowMs + lengthMs, beatMs),
    recordingBytes:
      random.next() < clients.recordedShare ? sizeAbout(clients.recordingBytes, random) : null,
  }
}

function testScript(nowMs: number): SessionScript {
  return {
    events: [{ atMs: nowMs, event: 'Chat Message', body: 'Test: can you read this?' }],
    endsAtMs: nowMs + testLengthMs,
    recordingBytes: null,
  }
}

const sizeAbout = (bytes: number, random: Random): number =>
  Math.max(1, Math.min(limits.recordingBytesMax, Math.round(bytes * (0.5 + random.next()))))
