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

async function play(t: Test, hits: number, sizesBytes: readonly number[]): Promise<BallReport> {
  const lab = await startLab(t, { participants: ['a', 'clients'] })
  const order = { hubPort: lab.hubPort, token, hits, sizesBytes, alarmMs: dayMs }
  const a = startPlayer(t)
  a.send({ ...order, side: 'a' } satisfies BallOrder)
  await once(a, 'message')
  const clients = startPlayer(t)
  clients.send({ ...order, side: 'clients' } satisfies BallOrder)
  const [report] = (await once(clients, 'message')) as [BallReport]
  return report
}

for (const { title, hits, sizesBytes } of [
  { title: 'thousands of small balls', hits: 5_000, sizesBytes: [12, 100, 12, 5_000] },
  { title: 'balls larger than the buffers', hits: 60, sizesBytes: [12, 1_000_000, 64, 8_000_000] },
]) {
  t.test(`DESIGN 5: no jump while bytes are in flight between processes: ${title}`, async (t) => {
    const report = await play(t, hits, sizesBytes)
    t.equal(report.hits, hits)
    t.ok(report.longestMs < 60_000, `the longest flight was ${report.longestMs} ms, no day`)
    t.ok(report.droppedAtMs < report.alarmAtMs - dayMs / 2, 'the ball was dropped before the jump')
  })
}
