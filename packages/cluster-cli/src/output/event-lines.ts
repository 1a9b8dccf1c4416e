import type { LabEvent } from '@understudy/shared'

/** About so much is written at a time. */
const pieceLengthMin = 1 << 16

/** `events.ndjson`, a line of JSON an event, in pieces: millions of events make a text that is longer than one can be. */
export function* eventLines(events: Iterable<LabEvent>): Iterable<string> {
  let piece = ''
  for (const event of events) {
    piece += `${JSON.stringify(event)}\n`
    if (piece.length < pieceLengthMin) continue
    yield piece
    piece = ''
  }
  yield piece
}
