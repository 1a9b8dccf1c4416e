import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { NetworkStatus } from '@understudy/shared'
import t from 'tap'
import type { LabRecord } from '../../src/lab/folder/lab-record.ts'
import { commandLine } from '../support/command-line.ts'
import { smallLab } from '../support/lab-file.ts'
import { allGone } from '../support/processes.ts'

const folder = t.testdir({ 'lab.yaml': smallLab })
const understudy = (line: string) => commandLine(folder, line.split(' '))
const fileOf = (lab: string, name: string) => join(folder, '.understudy', 'labs', lab, name)

const done = async (line: string): Promise<string> => {
  const { code, out, err } = await understudy(line)
  if (code !== 0) throw new Error(`${line}: ${err}`)
  return out
}
const networkOf = async (): Promise<NetworkStatus> =>
  JSON.parse(await done('status --json')).network as NetworkStatus

t.test('LAB-01: a lab that was swung by DNS is up again where it was', async (t) => {
  t.teardown(() => understudy('down --name dns'))
  await done('up --lab lab.yaml --name dns --swing dns')
  await done('do b break-relationship')
  await done('swing b')
  const name = 'support.example.com'
  await done(`do network set-record --name ${name} --address 192.0.2.2 --ttl-seconds 45`)
  await done('do network cut-path --from a --to b')
  const before = await networkOf()
  t.equal(before.zone.serial, 3)
  t.match(await done('status'), /^ {2}cut +a - b$/m)
  await done('down')

  await done('up --name dns')
  const after = await networkOf()
  t.match(after, { siteLeadsTo: 'b', cutPaths: [], zone: before.zone })
  await done('down')

  // Another lab file's word of the site goes before the record that was edited.
  await done('up --name dns --set network.dns.ttlSeconds=20')
  const anew = await networkOf()
  t.match(anew, { siteLeadsTo: 'a', zone: { serial: 4 } })
  t.match(
    anew.zone.records.filter((record) => record.name === name),
    [{ address: '192.0.2.1', ttlMs: 20_000 }],
  )
  await done('down')

  writeFileSync(fileOf('dns', 'data/network.json'), '{')
  const { code, err } = await understudy('up --name dns')
  t.equal(code, 1)
  t.match(err, /the mock network ended \(exit code 3\): .*network\.json is not JSON: .* Remove it/)
})

t.test('NET-05: a lab that is swung by NAT is swung by its rule', async (t) => {
  t.teardown(() => understudy('down --name nat'))
  await done('up --lab lab.yaml --name nat --swing nat')
  await done('do b break-relationship')
  await done('swing b')
  t.match(await networkOf(), { siteLeadsTo: 'b', natRules: [{ address: '192.0.2.2' }] })
})

t.test('LAB-01: status tells where the site leads, and what keeps traffic from it', async (t) => {
  await done('up --lab lab.yaml --name told')
  const quiet = await done('status')
  t.match(quiet, /^network\n {2}site +leads to a, swung by shared-ip\n {2}offices +1, none is led/m)
  t.match(quiet, /^ {2}faults +none$/m)
  t.notMatch(quiet, /^ {2}(cut|paths) /m)

  const { doors } = JSON.parse(await done('status --json'))
  const proxy = `http://127.0.0.1:${doors.ports.control}/proxies/clients-a`
  const asked = (path: string, body: object) =>
    fetch(`${proxy}${path}`, { method: 'POST', body: JSON.stringify(body) })
  t.equal((await asked('/toxics', { type: 'latency', attributes: { latency: 5 } })).status, 200)
  t.equal((await asked('', { enabled: false })).status, 200)
  await done('do network add-fault --input {"kind":"partition","from":"a","to":"b"}')
  await done('do a set-address-enabled --address 192.0.2.100 --enabled false')
  const busy = await done('status')
  t.match(busy, /^ {2}site +leads to nobody, swung by shared-ip$/m)
  t.match(busy, /^ {2}faults +partition-1 \(partition, a - b, \d+ connections hit\)$/m)
  t.match(busy, /^ {2}paths +clients-a is disabled; clients-a\/latency_downstream \(latency\)$/m)
})

// The lab of the test before, which is still up.
t.test('LAB-01: of a lab that ended by itself is told why', async (t) => {
  t.teardown(() => understudy('down --name told'))
  const { pid, processes } = JSON.parse(
    readFileSync(fileOf('told', 'lab.json'), 'utf8'),
  ) as LabRecord
  process.kill(processes['network']?.pid ?? 0, 'SIGKILL')
  await allGone([pid])
  t.notOk(existsSync(fileOf('told', 'lab.json')))
  for (const line of ['status', 'down', 'do a status'])
    t.match(await understudy(`${line} --name told`), {
      code: 1,
      err: /the lab told is not running; it ended by itself: the mock network ended \(SIGKILL\): /,
    })
  t.match(
    (await understudy('status')).err,
    /no lab is running .*\nthe lab told: it ended by itself/,
  )

  await done('up --name told')
  await done('down --name told')
  t.match((await understudy('status --name told')).err, /the lab told is not running$/m)
})
