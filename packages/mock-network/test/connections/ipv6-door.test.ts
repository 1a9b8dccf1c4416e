import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { networkInterfaces } from 'node:os'
import t from 'tap'
import { openIpv6Door } from '../../src/connections/ipv6-door.ts'
import { Entrance } from '../../src/entrances/entrance.ts'
import { originOfUser } from '../../src/entrances/origin-of-user.ts'
import { SocksHandshake } from '../../src/entrances/socks/socks-handshake.ts'
import { startControl } from '../toxiproxy/support/control.ts'

const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? [])
const skip = addresses.some(({ address }) => address === '::1') ? false : 'no IPv6'

t.test(
  'NET-14: the proxies are at ::1 as well, and nowhere once they are stopped',
  { skip },
  async (t) => {
    const entrance = new Entrance({
      enter: async () => 'refused',
      handshake: () => new SocksHandshake(originOfUser([])),
    })
    const port = await entrance.start(0)
    const client = connect({ port, host: '::1' })
    client.write(Uint8Array.of(5, 1, 0))
    const [method] = await once(client, 'data')
    t.same([...method], [5, 0])
    client.destroy()
    entrance.stop()
    const late = connect({ port, host: '::1' })
    const [error] = await once(late, 'error')
    t.equal(error.code, 'ECONNREFUSED')
  },
)

t.test('NET-14: the fault API is at ::1 as well', { skip }, async (t) => {
  const { port, api } = await startControl(t)
  const url = `http://[::1]:${port}/version`
  t.equal((await fetch(url)).status, 200)
  api.stop()
  await t.rejects(fetch(url))
})

t.test('NET-14: somebody else at ::1 does not keep a door from opening', { skip }, async (t) => {
  const other = createServer().listen(0, '::1')
  await once(other, 'listening')
  t.teardown(() => other.close())
  const { port } = other.address() as { port: number }
  t.equal(await openIpv6Door(port, () => undefined), undefined)
})
