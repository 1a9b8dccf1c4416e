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
interface Worker {
  run(file: string, how?: { readonly mutant: string }): Promise<{ readonly passed: boolean }>
  close(): void
}

const load = createRequire(import.meta.url)
const scripts = fileURLToPath(new URL('../../../../../scripts/lib/mutants/', import.meta.url))
const { findPoints }: { findPoints(): readonly Point[] } = load(join(scripts, 'points.js'))
const {
  TestWorker,
  writePoints,
}: {
  TestWorker: new (pointsFile: string) => Worker
  writePoints(points: readonly Point[], to: string): void
} = load(join(scripts, 'tests.js'))

const points = findPoints()
const idOf = (pattern: RegExp): string => points.find(({ id }) => pattern.test(id))?.id ?? 'none'

t.test('scripts/mutants finds guards of every kind, each by a name of its own', async (t) => {
  for (const known of [
    /^refusal .*appliance-core.src.relationship.identity\.ts:\d+ different-site$/,
    /^refusal .*appliance-core.src.clients.admit\.ts:\d+ no-licence$/,
    /^refusal .*shared.src.versions.requirements\.ts:\d+ no-downgrade$/,
    /^refusal .*appliance-core.src.operations.dispatch\.ts:\d+ unknown-operation$/,
    /^refusal .*appliance-core.src.security.pre-shared-key\.ts:\d+ weak-pre-shared-key$/,
    /^epoch .*accept\.ts:\d+ message\.epoch <= ctx\.state\.epoch$/,
    /^decision .*decisions.epochs\.ts:\d+ isOlderEpoch is false$/,
    /^failover .*failover.watch\.ts:\d+ !isWatching\(ctx\)$/,
    /^epoch .*epochs\.ts:\d+ swap-take$/,
    /^time-limit .*limits\.ts:\d+ swapMs$/,
    /^integration .*appliance-api.src.command.commands\.ts:\d+ isOffered is true$/,
    /^integration .*integration-model.src.health\.ts:\d+ root !== 'health_check'$/,
    /^verdict .*verdict\.ts:\d+ sessionsLost$/,
    /^verdict .*found-warnings\.ts:\d+ severalRecords$/,
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
  const mutant = idOf(/^decision .* isOlderEpoch is false$/)
  const worker = new TestWorker(pointsFile)
  t.teardown(() => worker.close())
  t.match(await worker.run(file), { passed: true })
  t.match(await worker.run(file, { mutant }), { passed: false })
  t.match(await worker.run(file), { passed: true }, 'as before')
})
