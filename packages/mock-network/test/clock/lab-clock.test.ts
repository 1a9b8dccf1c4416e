import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { monotonicMs } from '@understudy/lab-channel'
import t from 'tap'
import { startLab, token } from '../support/lab.ts'
import type { TickingOrder } from '../support/ticking-process.ts'

const hourMs = 3_600_000

t.test('DESIGN 5: an hour of lab time passes in moments, timer by timer, none early', async (t) => {
  const lab = await startLab(t, { participants: ['clients', 'conductor'] })
  const one = await lab.join({ name: 'clients', kind: 'clients' })
  const other = await lab.join({ name: 'conductor', kind: 'conductor' })
  const startMs = one.clock.nowMs()
  const fired: number[] = []
  const beganMs = monotonicMs()
  let earliestMs = Number.POSITIVE_INFINITY
  await new Promise<void>((resolve) => {
    for (let second = 1; second <= 3600; second++) {
      const { clock } = second % 2 === 0 ? one : other
      const atMs = startMs + second * 1000
      clock.setTimer(`second ${second}`, atMs, () => {
        fired.push(second)
        earliestMs = Math.min(earliestMs, clock.nowMs() - atMs)
        if (second === 3600) resolve()
      })
    }
  })
  const wallMs = monotonicMs() - beganMs
  t.same(
    fired,
    Array.from({ length: 3600 }, (_, index) => index + 1),
  )
  t.ok(earliestMs >= 0, 'no timer fired before its time')
  t.ok(wallMs < 10_000, `${Math.round(wallMs)} ms of wall time`)
  t.ok(one.clock.nowMs() >= startMs + hourMs)
})

t.test('DESIGN 5: work in progress holds the clock, its end lets it go', async (t) => {
  const lab = await startLab(t, { participants: ['clients'] })
  const channel = await lab.join({ name: 'clients', kind: 'clients' })
  channel.work.begin()
  channel.work.begin()
  const startMs = channel.clock.nowMs()
  const hour = new Promise<number>((resolve) => {
    channel.clock.setTimer('hour', startMs + hourMs, () => resolve(channel.clock.nowMs()))
  })
  // A round trip through the hub is more than enough for a jump, if there were to be one.
  for (let round = 0; round < 50; round++)
    await channel.command('network', { kind: 'start-clients', input: {} })
  channel.work.end()
  for (let round = 0; round < 50; round++)
    await channel.command('network', { kind: 'start-clients', input: {} })
  t.equal(lab.network.jumpCount, 0)
  t.ok(channel.clock.nowMs() - startMs < hourMs)
  channel.work.end()
  t.ok((await hour) - startMs >= hourMs)
})

t.test('DESIGN 5: nobody jumps before all expected participants are there', async (t) => {
  const lab = await startLab(t, { participants: ['clients', 'conductor'] })
  const clients = await lab.join({ name: 'clients', kind: 'clients' })
  const fired = new Promise<number>((resolve) => {
    const atMs = clients.clock.nowMs() + hourMs
    clients.clock.setTimer('hour', atMs, () => resolve(lab.network.jumpCount))
  })
  for (let round = 0; round < 50; round++)
    await clients.command('network', { kind: 'start-clients', input: {} })
  t.equal(lab.network.jumpCount, 0)
  await lab.join({ name: 'conductor', kind: 'conductor' })
  t.equal(await fired, 1)
})

t.test(
  'WEB-04: lab time does not run ahead while a box reboots, but while one is off',
  async (t) => {
    const lab = await startLab(t, { participants: ['clients', 'a'] })
    const clients = await lab.join({ name: 'clients', kind: 'clients' })
    for (const how of ['reboot', 'shut-down'] as const) {
      const box = await lab.join({ name: 'a', kind: 'appliance', port: 1 })
      const observer = await lab.join({ name: `of-${how}`, kind: 'observer', events: true })
      const told = new Promise<void>((resolve) => observer.onEvent(() => resolve()))
      box.record({ name: 'appliance-ending', how })
      await told
      // It is answered by nobody, and refused once it is known that the box is gone.
      const gone = clients.command('a', { kind: 'start-clients', input: {} })
      box.close()
      t.match(await gone, { ok: false, refusal: { code: 'left-the-lab' } })
      const before = lab.network.jumpCount
      await new Promise<void>((resolve) => {
        clients.clock.setTimer(how, clients.clock.nowMs() + 100, () => resolve())
      })
      const jumps = lab.network.jumpCount - before
      t.equal(jumps > 0, how === 'shut-down', `${how}: ${jumps} jumps`)
    }
  },
)

t.test('DESIGN 5: five processes tick in step; one that is killed is not waited for', async (t) => {
  const names = ['p1', 'p2', 'p3', 'p4', 'p5']
  const lab = await startLab(t, { participants: names })
  const processes = names.map((name, index) => {
    const child = fork(fileURLToPath(new URL('../support/ticking-process.js', import.meta.url)))
    t.teardown(() => child.kill('SIGKILL'))
    const offsetMs = index * 150
    const order = { hubPort: lab.hubPort, token, name, everyMs: 1_000, count: 200, offsetMs }
    // The last one would tick for ever, but is killed.
    child.send({ ...order, count: name === 'p5' ? 1e9 : 200 } satisfies TickingOrder)
    return child
  })
  const observer = await lab.join({ name: 'observer', kind: 'observer' })
  const last = processes[4] as ChildProcess
  observer.clock.setTimer('kill', observer.clock.nowMs() + 60_000, () => last.kill('SIGKILL'))
  const reports = await Promise.all(
    processes.slice(0, 4).map(async (child) => (await once(child, 'message'))[0]),
  )
  for (const report of reports) {
    t.equal(report.ticks, 200)
    t.ok(report.earliestMs >= 0, `${report.name} never ticked early`)
  }
})

t.test('DESIGN 5: with a factor lab time goes faster and never jumps', async (t) => {
  const lab = await startLab(t, { clock: 1_000 })
  const channel = await lab.join({ name: 'clients', kind: 'clients' })
  const startMs = channel.clock.nowMs()
  const beganMs = monotonicMs()
  const firedAtMs = await new Promise<number>((resolve) => {
    channel.clock.setTimer('minute', startMs + 60_000, () => resolve(channel.clock.nowMs()))
  })
  const wallMs = monotonicMs() - beganMs
  t.ok(firedAtMs >= startMs + 60_000)
  t.ok(wallMs >= 59, `60 s at factor 1000 took ${wallMs} ms`)
  t.equal(lab.network.jumpCount, 0)
})

t.test('DESIGN 5: realtime never jumps', async (t) => {
  const lab = await startLab(t, { clock: 'realtime' })
  const channel = await lab.join({ name: 'clients', kind: 'clients' })
  const beganMs = monotonicMs()
  await new Promise<void>((resolve) => {
    channel.clock.setTimer('soon', channel.clock.nowMs() + 50, resolve)
  })
  t.ok(monotonicMs() - beganMs >= 49)
  t.equal(lab.network.jumpCount, 0)
})

t.test('DESIGN 5: when the hub is gone the clock goes on at its pace', async (t) => {
  const lab = await startLab(t)
  const channel = await lab.join({ name: 'clients', kind: 'clients' })
  const lost = new Promise<void>((resolve) => channel.onLost(resolve))
  lab.network.stop()
  await lost
  const beganMs = monotonicMs()
  await new Promise<void>((resolve) => {
    channel.clock.setTimer('soon', channel.clock.nowMs() + 30, resolve)
  })
  t.ok(monotonicMs() - beganMs >= 29)
  t.match(await channel.command('network', { kind: 'start-clients', input: {} }), { ok: false })
})
