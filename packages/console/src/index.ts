/*
 * The live console of a lab (LAB-03): what it shows, worked out from the lab's events. Pure, and the same at both ends.
 *
 * 1. The lab's supervisor keeps a `LiveView` and an `EventRing`, and feeds both every event (`takeEvent`).
 * 2. A page that opens the stream gets the view as it is, then events; it goes on with the same functions.
 * 3. A page that lost its stream says which event it had last, and gets what came since.
 *
 * Everything is bounded: the view does not grow with the hours, nor the ring. The page itself is in `web/`.
 */

export { EventRing } from './stream/event-ring.ts'
export type {
  NumberedEvent,
  RunTold,
  StreamMessage,
  StreamMessages,
} from './stream/messages.ts'
export { encodeMessage, heartbeat, MessageReader } from './stream/server-sent.ts'
export { detailsOf, isNoisy, isTrouble } from './view/event-words.ts'
export { type Lane, type Stretch, stretchesMax, type Tone } from './view/lanes.ts'
export {
  besideSource,
  emptyView,
  type LabOutlineTold,
  type LiveView,
  type RehearsalTold,
  type Statuses,
  type StepTold,
  takeEvent,
  takeStatuses,
} from './view/live-view.ts'
export { pointsMax, type RequestPoint } from './view/requests.ts'
