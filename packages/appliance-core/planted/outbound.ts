import type { PlantedDefect } from './planted-defect.ts'

export const outboundDefects: readonly PlantedDefect[] = [
  {
    name: 'forgets-events-it-has-sent',
    what: 'An outbound event leaves the disk when it is sent, before its recipient has answered.',
    spec: 'API-06',
    decisions: { isEventDoneWhenSent: () => true },
  },
  {
    name: 'takes-any-answer-for-yes',
    what: 'An outbound event counts as told whatever its recipient answered, or if it did not.',
    spec: 'API-06',
    decisions: { isEventTaken: () => true },
  },
  {
    name: 'drops-events-at-once',
    what: 'An outbound event that was not taken is dropped at once instead of being tried again.',
    spec: 'API-06',
    decisions: { isEventOver: () => true },
  },
]
