import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'

interface Point {
  readonly id: string
  readonly kind: string
}
interface How {
  readonly pointsFile: string
  readonly mutant?: string
}

const load = createRequire(import.meta.url)
const scripts = fileURLToPath(new URL('../../../../../scripts/lib/mutants/', import.meta.url))
const { findPoints }: { findPoints(): readonly Point[] } = load(join(scripts, 'points.js'))
const {
  runTest,
  writePoints,
}: {
  runTest(file: string, how: How): Promise<{ readonly passed: boolean }>
  writePoints(points: readonly Point[], to: string): void
} = load(join(scripts, 'tests.js'))

const points = findPoints()
const idOf = (pattern: RegExp): string => points.find(({ id }) => pattern.test(id))?.id ?? 'none'

t.test('scripts/mutants finds guards of every kind, each by a name of its own', async (t) => {
  for (const known of [
    /^refusal .*appliance-core.src.relationship.identity\.ts:\d+ different-site$/,
    /^refusal .*appliance-core.src.clients.admit\.ts:\d+ no-licence$/,
    /^refusal .*appliance-core.src.security.pre-shared-key\.ts:\d+ weak-pre-shared-key$/,
    /^epoch .*epochs\.ts:\d+ message\.epoch >= epoch$/,
    /^epoch .*epochs\.ts:\d+ swap-take$/,
    /^time-limit .*limits\.ts:\d+ swapMs$/,
    /^verdict .*verdict\.ts:\d+ sessionsLost$/,
  ])
    t.not(idOf(known), 'none', String(known))
  t.equal(new Set(points.map(({ id }) => id)).size, points.length)
})

t.test('a test fails without the epoch check that it proves, and only then', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-mutants-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const pointsFile = join(folder, 'points.json')
  writePoints(points, pointsFile)
  const file = 'packages/appliance-core/dist/test/link/epochs.test.js'
  const mutant = idOf(/^epoch .* message\.epoch >= epoch$/)
  const [whole, without] = await Promise.all([
    runTest(file, { pointsFile }),
    runTest(file, { pointsFile, mutant }),
  ])
  t.match([whole, without], [{ passed: true }, { passed: false }])
})
