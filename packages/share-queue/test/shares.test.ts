import {
  AssignedShares,
  type RunBrief,
  type ShareAnswer,
  ShareWorker,
} from '@understudy/share-queue'
import { missingServer, RealServer, until } from '@understudy/share-queue/real-server'
import t from 'tap'

const skip = missingServer()
const build = 'this build'
const brief: RunBrief = { kind: 'squares', factor: 3 }
const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i)

t.test('a run at a real server', { skip }, async (t) => {
  const server = await RealServer.start()
  t.teardown(() => server.stop())
  let runs = 0
  const begin = (
    shares: Iterable<number>,
    more: Partial<Parameters<typeof AssignedShares.begin>[0]> = {},
  ) =>
    AssignedShares.begin({
      address: server.address,
      run: `run-${runs++}`,
      build,
      brief,
      shares,
      signal: new AbortController().signal,
      ...more,
    })
  const workerOf = (play: (share: number) => Promise<unknown>, of = build) =>
    ShareWorker.begin({
      address: server.address,
      build: of,
      jobs: 2,
      play: (_, share) => play(share),
    })
  const collect = async (assigned: AssignedShares): Promise<readonly ShareAnswer[]> => {
    const all = new Map<number, ShareAnswer>()
    try {
      for await (const answers of assigned) for (const one of answers) all.set(one.share, one)
    } finally {
      await assigned.end()
    }
    return [...all.values()].sort((one, other) => one.share - other.share)
  }
  const squares = (count: number) =>
    numbers(count).map((share) => ({ share, value: share * share }))
  const square = async (share: number) => share * share

  await t.test('LAB-05: shares of many workers come together, none is missing', async (t) => {
    const played: number[] = []
    const workers = await Promise.all(
      numbers(4).map(() =>
        workerOf(async (share) => {
          played.push(share)
          return square(share)
        }),
      ),
    )
    t.same(await collect(await begin(numbers(600))), squares(600))
    t.same(
      played.sort((one, other) => one - other),
      numbers(600),
      'each was done once',
    )
    await Promise.all(workers.map((worker) => worker.end({ force: false })))
    const left = (await server.ask('keys', '*')) as string[]
    t.notMatch(left.join('\n'), /:run:/, 'nothing of the run is left')
  })

  await t.test('LAB-05: the share of a worker that died is done by another', async (t) => {
    let begun = false
    const dying = await workerOf(() => {
      begun = true
      return new Promise(() => undefined)
    })
    const run = collect(await begin(numbers(8)))
    await until(() => begun)
    // Without a word: what it had begun stays its own until it is missed.
    await dying.end({ force: true })
    const other = await workerOf(square)
    t.same(await run, squares(8))
    await other.end({ force: false })
  })

  await t.test('LAB-05: a server that forgets all, or is restarted, loses no share', async (t) => {
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    let done = 0
    const worker = await workerOf(async (share) => {
      done += 1
      if (done > 4) await held
      return square(share)
    })
    const run = collect(await begin(numbers(12)))
    await until(() => done > 4)
    await server.restart()
    await server.forget()
    release()
    t.same(await run, squares(12))
    await worker.end({ force: false })
  })

  await t.test(
    'LAB-05: a dispatcher that died is followed by one that goes on with its run',
    async (t) => {
      const done: number[] = []
      const abandoned = new AbortController()
      const first = await begin(numbers(6), { run: 'followed', signal: abandoned.signal })
      const worker = await workerOf(async (share) => {
        done.push(share)
        return square(share)
      })
      // It handed out its shares and took no answer.
      const next = first[Symbol.asyncIterator]().next()
      await until(async () => (await server.ask('hlen', 'understudy:run:followed:answers')) === 6)
      t.same(await collect(await begin(numbers(6), { run: 'followed' })), squares(6))
      t.same(done.sort(), numbers(6), 'what was done is not done again')
      await worker.end({ force: false })
      abandoned.abort()
      await next
      await first.end()
    },
  )

  await t.test(
    'LAB-05: a share that cannot be done is tried three times, and says why',
    async (t) => {
      let tried = 0
      const worker = await workerOf(async () => {
        tried += 1
        throw new Error('the process that played share 0 ended (SIGSEGV)')
      })
      const failed = 'the process that played share 0 ended (SIGSEGV)'
      t.same(await collect(await begin([0])), [{ share: 0, failed }])
      t.equal(tried, 3)
      await worker.end({ force: false })
    },
  )

  await t.test('LAB-05: dispatcher and worker of different builds refuse each other', async (t) => {
    const other = await workerOf(square, 'another build')
    await t.rejects(begin([0]), {
      message: /workers at that queue are of another build \(another build\)/,
      refuses: true,
    })
    await other.end({ force: false })

    const run = await begin([0])
    await t.rejects(workerOf(square, 'another build'), {
      message: /of another build \(this build\) than this worker \(another build\)/,
      refuses: true,
    })
    await run.end()
  })

  await t.test(
    'LAB-05: workers that come or go are told of, with those of other builds',
    async (t) => {
      const told: [number, readonly string[]][] = []
      const stopping = new AbortController()
      const own = await workerOf(square)
      const other = await workerOf(square, 'another build')
      const run = begin([], { signal: stopping.signal })
      await (await run).end()
      const waiting = await begin([0], {
        signal: stopping.signal,
        onWorkers: (count, others) => {
          told.push([count, others])
          stopping.abort()
        },
      })
      await collect(waiting)
      t.same(told, [[1, ['another build']]])
      await Promise.all([own.end({ force: false }), other.end({ force: false })])
    },
  )

  await t.test(
    'LAB-05: a wrong password is refused at once, and not repeated in the message',
    async (t) => {
      const address = { url: server.url, password: 'not-the-password' }
      const refused = await begin([0], { address }).then(
        () => 'nothing',
        (error: Error) => error.message,
      )
      t.match(refused, /WRONGPASS/)
      t.notMatch(refused, /not-the-password/)
    },
  )
})

t.test(
  'LAB-05: a worker that is told to end ends, also where the server is lost',
  { skip },
  async (t) => {
    const server = await RealServer.start()
    let isLost = false
    const worker = await ShareWorker.begin({
      address: server.address,
      build,
      jobs: 1,
      play: async () => undefined,
      onReach: (lost) => {
        isLost = lost !== null
      },
    })
    await server.stop()
    await until(() => isLost)
    await worker.end({ force: false })
    t.equal(worker.done, 0)
  },
)
