import { ofName } from '../rehearsal.ts'
import type { WarningRule } from './warning.ts'

/** How lab time by a factor changes the figures (DESIGN 5): told once, however many had another clock. */
export const clocksApart: WarningRule = (_findings, { events }) => {
  const [apart] = ofName(events, 'clocks-apart')
  if (apart === undefined) return []
  const { participant, factor } = apart
  const message = `The machines of the lab share no monotonic clock (${participant} has another one than the network): lab time ran ${factor} times as fast as real time and skipped nothing. What really takes time, as handshakes, commits and restarts, counts ${factor} times as much in all figures, and times of two machines may differ by ${factor} times what a message between them takes.`
  return [{ step: '', code: 'clocks-apart', message }]
}
