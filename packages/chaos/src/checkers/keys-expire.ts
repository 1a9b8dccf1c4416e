import type { Checker } from './checker.ts'

/** A download key is good for 25 minutes of the clock of its box; after that it gives nothing (UPD-04). */
export const keysExpire: Checker = {
  law: 'keys-expire',
  spec: 'UPD-04',
  watch: (_scene, tell) => {
    const goodUntilMs = new Map<string, number>()
    return {
      onEvent: (event) => {
        if (event.name === 'download-key-made') {
          const known = goodUntilMs.get(event.source) ?? 0
          goodUntilMs.set(event.source, Math.max(known, event.expiresAtMs))
        } else if (event.name === 'package-downloaded' && event.by === 'key') {
          const { appliance, package: name, atMs } = event
          const untilMs = goodUntilMs.get(appliance) ?? 0
          if (atMs > untilMs)
            tell(`${name} was given for a key of ${appliance} that is ${atMs - untilMs} ms too old`)
        }
      },
    }
  },
}
