import { MessageReader, type StreamMessage } from '@understudy/console'
import { loopback } from '@understudy/lab-channel'
import type { LabEvent } from '@understudy/shared'
import t, { type Test } from 'tap'
import { ConsoleDoor } from '../../src/console/console-door.ts'
import { LiveFeed, type Viewer } from '../../src/console/live-feed.ts'
import { UsageError } from '../../src/usage/errors.ts'

const outline = { name: 'x', site: 's', swing: 'dns', appliances: ['a', 'b'], others: [] }
const event = (n: number): LabEvent =>
  ({ name: 'link-up', peer: `b${n}`, source: 'a', atMs: n }) as LabEvent

/** Somebody who keeps what they are told. */
function viewer(waiting = 0) {
  const reader = new MessageReader()
  const told: StreamMessage[] = []
  const one = {
    ended: false,
    told,
    reader,
    write: (text: string) => void told.push(...reader.take(text)),
    waiting: () => waiting,
    end: () => {
      one.ended = true
    },
  }
  return one satisfies Viewer
}

async function open(t: Test) {
  const feed = new LiveFeed(outline, 'run')
  const door = new ConsoleDoor({
    feed,
    token: 'the-token-of-this-test',
    asks: {
      echo: (input) => input,
      wrong: () => {
        throw new UsageError('no such appliance')
      },
    },
    onViewer: () => {},
    report: (run, ticket) => (ticket === 'good' ? Buffer.from(`<p>${run}</p>`) : undefined),
    metrics: async () => ({ contentType: 'text/plain', text: 'x 1\n' }),
    targets: () => [],
  })
  const port = await door.listen(loopback.host, 0)
  t.teardown(() => door.stop())
  const get = (path: string, token?: string, init: RequestInit = {}) =>
    fetch(`${loopback.url('http', port)}${path}`, {
      ...init,
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    })
  return { feed, get, port }
}

t.test('SEC-01: without the token the console tells nothing and does nothing', async (t) => {
  const { get } = await open(t)
  for (const path of ['/api/stream', '/api/echo', '/api/nothing'])
    for (const token of [undefined, '', 'the-token-of-this-tesT'])
      t.equal((await get(path, token, { method: 'POST' })).status, 401, `${path} ${token}`)
  const asked = { method: 'POST', body: '{"to":"b"}' }
  t.same(await (await get('/api/echo', 'the-token-of-this-test', asked)).json(), { to: 'b' })
  t.equal((await get('/api/echo', 'the-token-of-this-test')).status, 404, 'a link changes nothing')
  t.equal((await get('/api/toString', 'the-token-of-this-test', asked)).status, 404)
  const refused = await get('/api/wrong', 'the-token-of-this-test', asked)
  t.equal(refused.status, 400)
  t.equal(await refused.text(), 'no such appliance\n')
})

t.test('SEC-03: a page of the console runs its own script alone, and a report none', async (t) => {
  const { get } = await open(t)
  const page = await get('/')
  const policy = page.headers.get('content-security-policy') ?? ''
  t.match(policy, "default-src 'none'; script-src 'self'; style-src 'self'")
  t.notMatch(policy, 'unsafe')
  t.match(policy, "frame-ancestors 'none'")
  const text = await page.text()
  t.notMatch(text, /<script[^>]*>[^<]/, 'no script stands in the page')
  t.notMatch(text, /style="/)
  const report = await get('/runs/r1?ticket=good')
  t.match(report.headers.get('content-security-policy'), /sandbox$/)
  t.equal((await get('/runs/r1?ticket=bad')).status, 404)
  t.equal(report.headers.get('x-content-type-options'), 'nosniff')
})

t.test(
  'LAB-03: who looks gets the lab as it is, then its events together; who comes again, what they missed',
  async (t) => {
    const feed = new LiveFeed(outline, 'run')
    t.teardown(() => feed.stop())
    feed.take(event(1))
    const first = viewer()
    t.ok(feed.open(first, undefined))
    t.match(first.told, [
      { kind: 'snapshot', data: { events: [{ n: 1 }], view: { eventCount: 1 } } },
    ])
    feed.take(event(2))
    feed.take(event(3))
    t.equal(first.told.length, 1, 'not one by one')
    feed.tell({
      kind: 'run',
      data: { id: 'r', runbook: 'x', world: 'real', state: 'running', exitCode: null, said: [] },
    })
    t.match(first.told.slice(1), [{ kind: 'events', data: [{ n: 2 }, { n: 3 }] }, { kind: 'run' }])
    feed.close(first)
    feed.take(event(4))
    const again = viewer()
    feed.open(again, first.reader.lastId)
    t.match(again.told, [{ kind: 'events', data: [{ n: 4 }] }])
    const stranger = viewer()
    feed.open(stranger, 'another-run-3')
    t.match(stranger.told, [{ kind: 'snapshot' }], 'numbers of another process mean nothing')
  },
)

t.test(
  'LAB-03: who takes less than they are sent is let go, and only so many may look',
  async (t) => {
    const feed = new LiveFeed(outline, 'run')
    t.teardown(() => feed.stop())
    const slow = viewer(5 * 1024 * 1024)
    feed.open(slow, undefined)
    feed.take(event(1))
    feed.tell({ kind: 'statuses', data: { nowMs: 1, appliances: {}, network: null } })
    t.equal(slow.ended, true)
    t.equal(feed.isWatched, false)
    for (let n = 0; n < 20; n++) t.ok(feed.open(viewer(), undefined))
    t.notOk(feed.open(viewer(), undefined))
  },
)
