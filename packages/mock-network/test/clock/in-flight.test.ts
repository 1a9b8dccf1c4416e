import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import type { BallOrder, BallReport } from '../support/ball-process.ts'
import { startLab, token } from '../support/lab.ts'

const dayMs = 86_400_000

function startPlayer(t: Test): ChildProcess {
  const child = fork(fileURLToPath(new URL('../support/ball-process.js', import.meta.url)))
  t.teardown(() => child.kill('SIGKILL'))
  return child
}

type Game = Pick<BallOrder, 'hits' | 'sizesBytes' | 'restMs'>

/** Two processes play a ball to each other through a door; the alarm is a day away. */
async function play(t: Test, game: Game): Promise<BallReport & { jumpCount: number }> {
  const lab = await startLab(t, { participants: ['a', 'clients'] })
  const order = { ...game, hubPort: lab.hubPort, token, alarmMs: dayMs }
  const a = startPlayer(t)
  a.send({ ...order, side: 'a' } satisfies BallOrder)
  await once(a, 'message')
  const clients = startPlayer(t)
  clients.send({ ...order, side: 'clients' } satisfies BallOrder)
  const [report] = (await once(clients, 'message')) as [BallReport]
  return { ...report, jumpCount: lab.network.jumpCount }
}

for (const { title, ...game } of [
  { title: 'thousands of small balls', hits: 3_000, sizesBytes: [28, 100, 28, 5_000], restMs: 0 },
  {
    title: 'balls larger than the buffers',
    hits: 20,
    sizesBytes: [28, 1_000_000, 64, 6_000_000],
    restMs: 0,
  },
]) {
  t.test(`DESIGN 5: no jump while bytes are in flight between processes: ${title}`, async (t) => {
    const report = await play(t, game)
    t.equal(report.hits, game.hits)
    t.ok(report.longestMs < 60_000, `the longest flight was ${report.longestMs} ms, no day`)
    t.ok(report.droppedAtMs < report.alarmAtMs - dayMs / 2, 'the ball was dropped before the jump')
    t.equal(report.jumpCount, 1, 'the only jump was that to the alarm')
  })
}

t.test('DESIGN 5: across thousands of jumps both sides of a flow agree on the time', async (t) => {
  const report = await play(t, { hits: 1_500, sizesBytes: [28, 500, 28, 90_000], restMs: 10_000 })
  t.ok(report.jumpCount > 1_000, `${report.jumpCount} jumps`)
  t.ok(report.shortestMs >= 0, `the shortest flight was ${report.shortestMs} ms`)
  t.ok(report.longestMs < 10_000, `the longest flight was ${report.longestMs} ms`)
})
