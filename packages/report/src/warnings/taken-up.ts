import { clockText, plural } from '../format.ts'
import { ofName, type Rehearsal } from '../rehearsal.ts'
import { found, type WarningRule } from './warning.ts'

/** A rehearsal that was left and gone on with says so: its clients were others afterwards, and who was being helped then is counted nowhere else (REH-04). */
export const takenUp: WarningRule = (_findings, rehearsal) =>
  ofName(rehearsal.events, 'rehearsal-taken-up').map(({ leftAtMs }) => {
    const underWay = sessionsUnderWay(rehearsal, leftAtMs)
    const ended =
      underWay === 0 ? 'no session was under way' : `${plural(underWay, 'session')} under way ended`
    return found(
      'taken-up',
      `The rehearsal was left at ${clockText(leftAtMs)} and gone on with by another process: the lab was stopped in between, and ${ended} with it.`,
    )
  })

function sessionsUnderWay({ all }: Rehearsal, leftAtMs: number): number {
  const open = new Set<string>()
  for (const event of all) {
    if (event.atMs > leftAtMs) break
    if (event.name === 'session-begun') open.add(event.externalKey)
    if (event.name === 'session-acknowledged' || event.name === 'session-cut')
      open.delete(event.externalKey)
  }
  return open.size
}
