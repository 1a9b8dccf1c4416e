import type { Random } from '@understudy/shared'
import { Type } from 'typebox'
import { type PairName, peerOf } from '../../schedule/lab-options.ts'
import { closed, ForMs, On } from '../arguments.ts'
import { faultKind } from '../fault-kind.ts'

/** A lab begins with B as its backup. */
const drawBackup = (random: Random): PairName => (random.next() < 0.75 ? 'b' : 'a')

export const failOver = faultKind({
  family: 'operator',
  title: 'the peer’s process dies and an operator makes this box the primary by force',
  productOnly: false,
  args: Type.Object({ on: On, afterMs: ForMs, downMs: ForMs }, closed),
  draw: (random) => ({
    on: drawBackup(random),
    afterMs: random.integer(100, 10_000),
    downMs: random.integer(1_000, 60_000),
  }),
  begin: (stage, { on, afterMs, downMs }) => {
    const peer = peerOf(on)
    if (!stage.isRunning(peer)) return false
    stage.crash(peer)
    stage.after(afterMs, () => stage.ask(on, 'become-primary', { force: true }))
    stage.after(downMs, () => stage.startAgain(peer))
    return true
  },
})
