import { type PairName, peerOf } from '../schedule/lab-options.ts'
import type { Checker } from './checker.ts'

/** What an appliance of an older epoch asks is not done: of two that parted, the older one does not end it for both (FO-14). */
export const olderEpochsAreRefused: Checker = {
  law: 'older-epochs-are-refused',
  spec: 'FO-14',
  onlyVirtual: true,
  watch: (_scene, tell) => {
    const epochs = new Map<string, number>()
    /** Before its last change of role. */
    const before = new Map<string, number>()
    /** With which epoch an operator ended a relationship; the word of it may arrive when that box has been reset. */
    const endedWith = new Map<string, number>()
    return {
      onDestroyed: (name) => {
        epochs.delete(name)
        before.delete(name)
      },
      onEvent: (event) => {
        const { source } = event
        if (event.name === 'role-changed' || event.name === 'appliance-started') {
          before.set(source, epochs.get(source) ?? 0)
          epochs.set(source, event.epoch)
        } else if (event.name === 'relationship-broken' && event.reason === 'operator') {
          endedWith.set(event.relationship, epochs.get(source) ?? 0)
        } else if (event.name === 'relationship-broken' && event.reason === 'peer') {
          const ours = before.get(source) ?? 0
          const peer = peerOf(source as PairName)
          const theirs = endedWith.get(event.relationship) ?? epochs.get(peer) ?? ours
          if (theirs < ours)
            tell(`${source} at epoch ${ours} has ended the relationship for ${peer} at ${theirs}`)
        }
      },
    }
  },
}
