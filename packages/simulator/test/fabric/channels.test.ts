import type { ClientInput } from '@understudy/shared'
import t from 'tap'
import { Channels } from '../../src/fabric/channels.ts'
import { Requests } from '../../src/fabric/requests.ts'
import { FakeNetwork } from '../support/fake-network.ts'

const to = (host: string) => ({ host, office: 'office-1', timeoutMs: 5_000 })

function setUp() {
  const network = new FakeNetwork()
  const a = network.addHost('a')
  const told: string[] = []
  const tell = (input: ClientInput): void => {
    const more = 'reason' in input ? ` ${input.reason}` : ''
    told.push(`${network.scheduler.nowMs} ${input.kind}${more}`)
  }
  const channels = new Channels(network, network.findHost, tell)
  const requests = new Requests(network, network.findHost, tell)
  return { network, a, told, channels, requests }
}

t.test('a connection opens a hop each way and carries messages in order', async (t) => {
  const { network, a, told, channels } = setUp()
  channels.open('rep-1/1', to('a'))
  network.runTo(50)
  channels.send('rep-1/1', { type: 'end-session', lsid: '1' })
  channels.send('rep-1/1', { type: 'end-session', lsid: '2' })
  channels.sendToClient(a, 'rep-1/1', { type: 'recording-stored', lsid: '1' })
  network.runTo(10_000)
  t.strictSame(told, ['20 opened', '60 message'])
  t.strictSame(a.times, ['60 client-message', '60 client-message'])
  t.match(a.heard, [{ message: { lsid: '1' } }, { message: { lsid: '2' } }])
})

t.test('a black hole fails an opening at its timeout, an unknown name at once', async (t) => {
  const { network, told, channels } = setUp()
  channels.open('rep-1/1', to('nobody'))
  channels.open('rep-2/1', to('no-such-name'))
  network.runTo(10_000)
  t.strictSame(told, ['10 open-failed unreachable', '5000 open-failed timeout'])
})

t.test(
  'when its address is given up, both sides of a connection learn that it is gone',
  async (t) => {
    const { network, a, told, channels } = setUp()
    channels.open('rep-1/1', to('a'))
    network.runTo(50)
    network.flows.reset({ address: 'a', holder: 'a' }, 'released')
    network.runTo(100)
    t.strictSame(told, ['20 opened', '60 closed released'])
    t.strictSame(a.times, ['60 client-closed'])
  },
)

t.test('who closes hears nothing more, and the other side hears it once', async (t) => {
  const { network, a, told, channels } = setUp()
  channels.open('rep-1/1', to('a'))
  channels.open('rep-2/1', to('a'))
  network.runTo(50)
  channels.closeByClient('rep-1/1')
  channels.closeByAppliance(a, 'rep-2/1', 'maintenance')
  channels.send('rep-2/1', { type: 'end-session', lsid: '1' })
  network.runTo(100)
  t.strictSame(told, ['20 opened', '20 opened', '60 closed maintenance'])
  t.strictSame(a.times, ['60 client-closed'])
})

t.test(
  'a recording is durable at the host when its core hears of it, by the name of its content',
  async (t) => {
    const { network, a, channels } = setUp()
    channels.open('rep-1/1', to('a'))
    network.runTo(50)
    const recording = { type: 'recording', lsid: '1', sizeBytes: 77, contentSeed: 's' } as const
    channels.send('rep-1/1', recording)
    channels.send('rep-1/1', recording)
    network.runTo(100)
    const [[name, size] = ['', 0], ...others] = [...a.blobs]
    t.match(name, /^[0-9a-f]{64}$/)
    t.equal(size, 77)
    t.strictSame(others, [])
    t.match(a.heard.at(-1), { message: { type: 'recording', blob: { name, sizeBytes: 77 } } })
  },
)

t.test('a request is answered a hop each way, and a black hole lets it time out', async (t) => {
  const { network, told, requests } = setUp()
  requests.get('probe/1', to('a'))
  requests.get('probe/2', to('nobody'))
  network.runTo(10_000)
  t.strictSame(told, ['20 answer', '5000 request-failed timeout'])
})
