import type { Checker } from './checker.ts'

/** An epoch belongs to only one primary: it is the fencing token. */
export const onePrimaryPerEpoch: Checker = {
  law: 'one-primary-per-epoch',
  spec: 'FO-14',
  watch: (_scene, tell) => {
    const primaryOf = new Map<number, string>()
    return {
      // What only a destroyed box knew may come again: nobody is left to mistake one for the other.
      onDestroyed: (name) => {
        for (const [epoch, primary] of primaryOf) if (primary === name) primaryOf.delete(epoch)
      },
      onEvent: (event) => {
        const isPrimary =
          (event.name === 'role-changed' && event.to === 'primary') ||
          (event.name === 'appliance-started' && event.role === 'primary')
        if (!isPrimary) return
        const known = primaryOf.get(event.epoch)
        primaryOf.set(event.epoch, event.source)
        if (known !== undefined && known !== event.source)
          tell(`${known} and ${event.source} were both primary at epoch ${event.epoch}`, [
            String(event.epoch),
          ])
      },
    }
  },
}
