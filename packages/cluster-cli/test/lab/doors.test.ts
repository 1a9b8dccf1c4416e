import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import t from 'tap'
import { doorsLines } from '../../src/commands/doors-lines.ts'
import { labFolderAt } from '../../src/lab/folder/lab-folder.ts'
import { doorsOf, type LabDoors, noDoors } from '../../src/lab/processes/lab-doors.ts'
import { commandLine } from '../support/command-line.ts'
import { smallLab } from '../support/lab-file.ts'

t.test('NET-08: the doors are those that the network says are open', (t) => {
  const ready = {
    ready: true,
    hubPort: 1,
    ports: { socks: 1080, http: 3128, control: 'x', other: 5 },
    resolvers: { 'office-1': 5301 },
    published: { 'clients-a': 8443 },
  }
  t.same(doorsOf(ready), {
    ports: { socks: 1080, http: 3128 },
    resolvers: { 'office-1': 5301 },
    published: { 'clients-a': 8443 },
  })
  t.same(doorsOf({ ready: true, hubPort: 1 }), noDoors)
  t.same(doorsOf({ ready: true, ports: null, published: 'x' }), noDoors)
  t.end()
})

t.test('NET-08: status shows each door with a command that enters by it', (t) => {
  const folder = labFolderAt(t.testdir())
  const lines = (doors: LabDoors): string =>
    doorsLines(
      {
        kind: 'local',
        name: 'small',
        folder,
        answers: true,
        record: {
          format: 'understudy-lab-1',
          name: 'small',
          state: 'running',
          pid: 1,
          controlPort: 2,
          hubPort: 3,
          consolePort: null,
          doors: noDoors,
          processes: {},
        },
      },
      doors,
    )
  t.equal(lines(noDoors), '')
  const shown = lines({
    ports: { socks: 1080, http: 3128, challenge: 3129, dns: 5353 },
    resolvers: { 'office-1': 5301 },
    published: { 'clients-a': 8443 },
  })
  const site = 'https://support.example.com/'
  t.match(
    shown,
    `127.0.0.1:1080  curl --cacert ${folder.caFile} --proxy socks5h://127.0.0.1:1080 ${site}`,
  )
  t.match(shown, ' --proxy http://office-1:any@127.0.0.1:3128 ', 'NET-14: a password to paste')
  t.match(shown, '--proxy-anyauth --proxy http://office-1:any@127.0.0.1:3129 ', 'NET-14: asked')
  t.match(shown, '127.0.0.1:5353  dig @127.0.0.1 -p 5353 support.example.com')
  t.match(shown, /office-1 +127.0.0.1:5301 +dig @127.0.0.1 -p 5301 support.example.com/)
  t.match(
    shown,
    `clients-a  127.0.0.1:8443  curl --cacert ${folder.caFile} https://127.0.0.1:8443/`,
  )
  t.notMatch(shown, 'Toxiproxy')
  t.end()
})

t.test(
  'NET-08: a door whose fixed port is taken keeps the lab from starting, and it says why',
  async (t) => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    t.teardown(() => taken.close())
    const { port } = taken.address() as AddressInfo
    const ports = `network: { ports: { socks: ${port} } }\n`
    const folder = t.testdir({ 'lab.yaml': `${smallLab}${ports}` })
    const { code, err } = await commandLine(folder, ['up', '--lab', 'lab.yaml'])
    t.equal(code, 1)
    t.match(err, `socks door cannot have port ${port}`)
    t.notOk(existsSync(join(folder, '.understudy', 'labs', 'small', 'lab.json')))
  },
)
