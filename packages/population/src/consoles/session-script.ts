import {
  type ClientsConfig,
  createRandom,
  limits,
  type Random,
  surveys,
  surveyText,
} from '@understudy/shared'
import { onBeat } from '../beat.ts'
import { testKeyPrefix } from '../session-keys.ts'

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
  const endsAtMs = onBeat(nowMs + lengthMs, beatMs)
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
    events: [...events, ...surveysAt(endsAtMs, externalKey, clients)],
    endsAtMs,
    recordingBytes:
      random.next() < clients.recordedShare ? sizeAbout(clients.recordingBytes, random) : null,
  }
}

/** What customer and representative say of some sessions when they end; drawn by its key, so that nothing else is drawn otherwise. */
function surveysAt(
  atMs: number,
  externalKey: string,
  { surveyedShare = 0 }: ClientsConfig,
): SessionScript['events'] {
  if (surveyedShare === 0) return []
  const random = createRandom(`${externalKey}/survey`)
  if (random.next() >= surveyedShare) return []
  const [satisfaction, comments] = surveys.customer.questions
  const [solved, summary] = surveys.representative.questions
  const points = random.integer(1, 5)
  const filled = [
    [surveys.customer.event, satisfaction, String(points), comments, opinions[points - 1]],
    [surveys.representative.event, solved, points > 1 ? 'Yes' : 'No', summary, 'As in the notes.'],
  ] as const
  return filled.flatMap(([event, first, choice, second, text]) =>
    first === undefined || second === undefined
      ? []
      : [
          {
            atMs,
            event,
            body: surveyText([
              { question: first, answer: choice },
              { question: second, answer: text ?? '' },
            ]),
          },
        ],
  )
}

const opinions = ['It broke again.', 'Too slow.', 'All right.', 'Quick & friendly.', 'Thank you!']

function testScript(nowMs: number): SessionScript {
  return {
    events: [{ atMs: nowMs, event: 'Chat Message', body: 'Test: can you read this?' }],
    endsAtMs: nowMs + testLengthMs,
    recordingBytes: null,
  }
}

const sizeAbout = (bytes: number, random: Random): number =>
  Math.max(1, Math.min(limits.recordingBytesMax, Math.round(bytes * (0.5 + random.next()))))
