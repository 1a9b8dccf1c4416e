import {
  clockErrorText,
  isClockWrong,
  type LabEvent,
  whatWrongClocksBreak,
} from '@understudy/shared'
import { clockText, durationText, plural } from '../format.ts'
import type { Rehearsal } from '../rehearsal.ts'
import { ofName } from '../rehearsal.ts'
import { found, type WarningRule } from './warning.ts'

/** A box whose clock was wrong, from when on and for how long, and what of its work that touched (WEB-04, UPD-04). */
export const wrongClock: WarningRule = (_findings, rehearsal) =>
  spansIn(rehearsal).map(({ source, offMs, fromMs, toMs }) => {
    const during = rehearsal.events.filter(
      (one) => one.source === source && one.atMs >= fromMs && one.atMs < toMs,
    )
    const touched = traces.flatMap(({ of, text }) => {
      const count = during.filter(of).length
      return count === 0 ? [] : [text(count)]
    })
    const seen = touched.length === 0 ? 'nothing went by it' : touched.join(', ')
    return found(
      'wrong-clock',
      `${source.toUpperCase()}'s clock was ${clockErrorText(offMs)} from ${clockText(fromMs)} on, for ${durationText(toMs - fromMs)}: ${seen}. With such a clock ${whatWrongClocksBreak}.`,
    )
  })

interface Span {
  readonly source: string
  readonly offMs: number
  readonly fromMs: number
  readonly toMs: number
}

function spansIn({ events, endedAtMs }: Rehearsal): readonly Span[] {
  const set = ofName(events, 'clock-set')
  return set.flatMap(({ source, offMs, atMs }) => {
    if (!isClockWrong(offMs)) return []
    const next = set.find((one) => one.source === source && one.atMs > atMs)
    return [{ source, offMs, fromMs: atMs, toMs: next?.atMs ?? endedAtMs }]
  })
}

/** What a wrong clock leaves behind. */
const traces: readonly {
  readonly of: (event: LabEvent) => boolean
  readonly text: (count: number) => string
}[] = [
  {
    of: (event) => event.name === 'update-check-failed' && event.code === 'wrong-clock',
    text: (count) => `${plural(count, 'check')} for updates refused`,
  },
  {
    of: ({ name }) => name === 'download-key-made',
    text: (count) =>
      `${plural(count, 'Appliance Download Key')} made that the update server refuses`,
  },
  {
    of: (event) => event.name === 'update-refused' && event.code === 'package-expired',
    text: (count) => `${plural(count, 'package')} taken for out of date`,
  },
  {
    of: ({ name }) => name === 'certificate-created',
    text: (count) =>
      `${plural(count, 'certificate')} made that ${count === 1 ? 'is' : 'are'} valid from another time on`,
  },
  {
    of: ({ name }) => name === 'backup-downloaded',
    text: (count) => `${plural(count, 'backup')} with a wrong date`,
  },
]
