import type { LabEvent } from '@understudy/shared'
import { type PairName, pairNames, peerOf } from '../schedule/lab-options.ts'
import type { Checker } from './checker.ts'

const brokenByHand = 'the relationship was broken'

type RoleChanged = Extract<LabEvent, { name: 'role-changed' }>

/**
 * Where a witness votes, nobody is served by a primary that was replaced (DESIGN 7): its right to serve ended before its backup
 * could have the vote. It does not hold for clocks that go too slowly, nor where an operator forced a role, or broke the relationship
 * on it: it is no primary then but stands alone.
 */
export const oneServer: Checker = {
  law: 'one-server',
  spec: 'FO-15',
  watch: ({ stage }, tell) => {
    /** At which epoch its backup has taken over, by appliance. */
    const replacedAt = new Map<string, number>()
    const byVote = new Set<string>()
    const exempt = new Set<string>()
    const left = new Set<string>()
    const noteClocks = (): void => {
      for (const name of pairNames) if (stage.isClockSlow(name)) exempt.add(name)
    }
    const onRoleChanged = ({ source, to, epoch, reason }: RoleChanged): void => {
      const peer = peerOf(source as PairName)
      replacedAt.delete(source)
      // It gave the role back.
      if (to !== 'primary') replacedAt.delete(peer)
      if (to === 'none' && reason === brokenByHand) left.add(source)
      else left.delete(source)
      if (reason === 'failover by hand') exempt.add(source)
      if (byVote.delete(source) && to === 'primary') replacedAt.set(peer, epoch)
    }
    const onCompleted = (source: string, lsid: string): void => {
      noteClocks()
      const epoch = replacedAt.get(source)
      if (epoch === undefined || exempt.has(source) || left.has(source)) return
      const peer = peerOf(source as PairName)
      const records = [lsid, `epoch ${epoch}`]
      tell(`${source} completed a session after ${peer} was made primary by vote`, records)
    }
    return {
      onEvent: (event) => {
        if (event.name === 'automatic-failover' && event.proof.startsWith('the witness'))
          byVote.add(event.source)
        else if (event.name === 'role-changed') onRoleChanged(event)
        // Its process may have died between the commit and the event.
        else if (event.name === 'appliance-started' && event.role === 'none') left.add(event.source)
        else if (event.name === 'session-recorded' && event.outcome === 'completed')
          onCompleted(event.source, event.lsid)
      },
      onStep: noteClocks,
    }
  },
}
