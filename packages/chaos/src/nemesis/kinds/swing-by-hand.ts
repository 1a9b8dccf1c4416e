import type { Random } from '@understudy/shared'
import { type Static, Type } from 'typebox'
import { type PairName, peerOf } from '../../schedule/lab-options.ts'
import { closed, ForMs, On } from '../arguments.ts'
import { faultKind } from '../fault-kind.ts'
import { addressOf, leadSiteTo } from '../lead-site.ts'
import type { Stage } from '../stage.ts'

/** What an operator does of a swing, in this order; `later` = after that long. */
type Step =
  | 'roles'
  | 'roles-without-sync'
  | 'roles-by-force'
  | 'roles-of-the-other'
  | 'traffic'
  | 'later'

/** The procedure as it should be, and what can be wrong with it. */
const ways = {
  right: ['roles', 'traffic'],
  'traffic-first': ['traffic', 'later', 'roles'],
  'traffic-late': ['roles', 'later', 'traffic'],
  'traffic-skipped': ['roles'],
  'roles-skipped': ['traffic'],
  'sync-skipped': ['roles-without-sync', 'traffic'],
  twice: ['roles', 'traffic', 'later', 'roles', 'traffic'],
  forced: ['roles-by-force', 'traffic'],
  'wrong-box': ['roles-of-the-other', 'traffic'],
} as const satisfies Record<string, readonly Step[]>

const wayNames = Object.keys(ways) as readonly (keyof typeof ways)[]

const args = Type.Object(
  { to: On, way: Type.Enum([...wayNames] as (keyof typeof ways)[]), laterMs: ForMs },
  closed,
)

export const swingByHand = faultKind({
  family: 'operator',
  title:
    'an operator swings the site to a box, step by step: rightly, or with a step skipped, late, twice, forced, on the wrong box',
  productOnly: false,
  args,
  draw: (random) => ({
    to: drawBackup(random),
    way: wayNames[random.integer(0, wayNames.length - 1)] ?? 'right',
    laterMs: random.integer(100, 30_000),
  }),
  begin: (stage, { to, way, laterMs }) => {
    if (!stage.isRunning(to)) return false
    go(stage, ways[way], { to, laterMs })
    return true
  },
})

/** A lab begins with B as its backup. */
const drawBackup = (random: Random): PairName => (random.next() < 0.75 ? 'b' : 'a')

function go(
  stage: Stage,
  [step, ...rest]: readonly Step[],
  { to, laterMs }: Pick<Static<typeof args>, 'to' | 'laterMs'>,
): void {
  if (step === undefined) return
  if (step === 'later') {
    stage.after(laterMs, () => go(stage, rest, { to, laterMs }))
    return
  }
  take(stage, step, to)
  go(stage, rest, { to, laterMs })
}

function take(stage: Stage, step: Exclude<Step, 'later'>, to: PairName): void {
  switch (step) {
    case 'traffic':
      leadSiteTo(stage, addressOf(stage, to))
      return
    case 'roles':
      stage.ask(to, 'become-primary', { force: false, syncFirst: true })
      return
    case 'roles-without-sync':
      stage.ask(to, 'become-primary', { force: false, syncFirst: false })
      return
    case 'roles-by-force':
      stage.ask(to, 'become-primary', { force: true, syncFirst: false })
      return
    case 'roles-of-the-other':
      stage.ask(peerOf(to), 'become-primary', { force: false, syncFirst: true })
  }
}
