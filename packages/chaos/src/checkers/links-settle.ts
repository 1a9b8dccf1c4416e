import type { Checker } from './checker.ts'

/** More than any fault of a path makes of it: a link that flaps every 50 ms comes up 20 times a second. */
const upsMax = 40
const withinMs = 1_000

/** The two do not take a link up and away again without a pause: each dials again in its time. */
export const linksSettle: Checker = {
  law: 'links-settle',
  spec: 'CHA-03',
  watch: (_scene, tell) => {
    /** When each appliance's last links came up. */
    const upsAtMs = new Map<string, number[]>()
    return {
      onEvent: ({ name, source, atMs }) => {
        if (name !== 'link-up') return
        const ups = upsAtMs.get(source) ?? []
        upsAtMs.set(source, ups)
        ups.push(atMs)
        const before = ups.length > upsMax ? ups.shift() : undefined
        if (before !== undefined && atMs - before < withinMs)
          tell(`${source} took ${upsMax} links up within ${atMs - before} ms`)
      },
    }
  },
}
