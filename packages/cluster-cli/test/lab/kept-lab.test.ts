import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ApplianceStatus, applianceConfigOf, type NetworkStatus } from '@understudy/shared'
import t from 'tap'
import type { KeptPlan } from '../../src/lab/folder/kept-lab.ts'
import { commandLine } from '../support/command-line.ts'
import { smallLab } from '../support/lab-file.ts'

const folder = t.testdir({ 'lab.yaml': smallLab })
const understudy = (line: string) => commandLine(folder, line.split(' '))
const planFile = (lab: string) => join(folder, '.understudy', 'labs', lab, 'config', 'lab.json')
const planOf = (lab: string): KeptPlan =>
  JSON.parse(readFileSync(planFile(lab), 'utf8')) as KeptPlan

const done = async (line: string): Promise<string> => {
  const { code, out, err } = await understudy(line)
  if (code !== 0) throw new Error(`${line}: ${err}`)
  return out
}
const settingsOf = async (appliance: string, lab: string): Promise<Record<string, string>> =>
  JSON.parse(await done(`do ${appliance} list-settings --name ${lab}`)) as Record<string, string>
const hasShared = async (appliance: string, lab: string): Promise<boolean> => {
  const status = JSON.parse(await done(`do ${appliance} status --name ${lab}`)) as ApplianceStatus
  return status.addresses.some(({ shared, enabled }) => shared && enabled)
}

const upgradesMax = 'jump-clients.concurrent-upgrades-max'
const rateMax = 'jump-clients.connection-rate-max'
const jumpClients = 'clients.jumpClients'

/*
 * One lab throughout, which goes down and up again between the tests, since a lab of real processes is dear:
 * made in the first, as an earlier version would have made it in the second, swung in the third.
 */
t.test('what is kept of a lab', async (t) => {
  t.teardown(() => understudy('down --name kept'))
  const statusOf = async (appliance: string): Promise<ApplianceStatus> =>
    JSON.parse(await done(`do ${appliance} status --name kept`)) as ApplianceStatus
  const guidsOf = async () => [(await statusOf('a')).guid, (await statusOf('b')).guid]
  let guids: readonly string[] = []

  await t.test('LAB-01: a fresh lab has the GUIDs that its seed draws', async (t) => {
    const first = `--set ${jumpClients}.passive=3 --set ${jumpClients}.connectionRateMax=20`
    await done(`up --lab lab.yaml --name kept --seed 7 ${first}`)
    const { lab, seed } = planOf('kept')
    t.equal(seed, '7')
    guids = await guidsOf()
    const drawn = (['a', 'b'] as const).map((name) => applianceConfigOf(lab, name, seed).guid)
    t.strictSame(guids, drawn, 'those of the virtual world')
    t.match(await settingsOf('a', 'kept'), { [upgradesMax]: '50', [rateMax]: '20' })
    await done('do a set-setting --key greeting --value hello --name kept')
    await done('down --name kept')
  })

  await t.test('LAB-01: --set changes a kept lab, and reaches its appliances', async (t) => {
    // As an earlier version of this program made it, which drew other GUIDs from the same seed.
    writeFileSync(planFile('kept'), JSON.stringify({ ...planOf('kept'), seed: '8' }))
    await done(`up --name kept --set ${jumpClients}.concurrentUpgradesMax=off`)
    const { lab, seed } = planOf('kept')
    t.match(lab, { name: 'kept', target: { site: '12.2.0' }, data: { sessions: 100 } })
    t.match(lab.clients, { representatives: 3, jumpClients: { passive: 3, connectionRateMax: 20 } })
    t.equal(seed, '8')
    t.match(await settingsOf('a', 'kept'), {
      [upgradesMax]: 'off',
      [rateMax]: '20',
      greeting: 'hello',
    })
    t.ok(await hasShared('a', 'kept'))
    const counted = JSON.parse(await done('do clients count-population --name kept'))
    t.match(counted, { groups: [{ group: 'consoles', total: 3 }, { total: 3 }] })
  })

  await t.test('LAB-01: its appliances stay what they are, whatever the seed draws', async (t) => {
    t.strictSame(await guidsOf(), guids)
    t.equal((await statusOf('a')).relationship?.peer, guids[1])
  })

  await t.test('NET-01: it goes on as it was after a swing, whatever is set', async (t) => {
    await done('do b break-relationship --name kept')
    await done('swing b --name kept')
    await done('down --name kept')
    const other = `--set ${jumpClients}.active=2 --set ${jumpClients}.connectionRateMax=9`
    await done(`up --name kept ${other}`)
    t.same([await hasShared('a', 'kept'), await hasShared('b', 'kept')], [false, true])
    for (const appliance of ['a', 'b'])
      t.match(await settingsOf(appliance, 'kept'), { [rateMax]: '9' }, 'both stand alone')
    t.match(await settingsOf('a', 'kept'), { [upgradesMax]: 'off' }, 'kept from then on')
  })
})

t.test('NET-01: swung to shared IP, a kept lab has its primary take the address', async (t) => {
  t.teardown(() => understudy('down --name dns'))
  await done('up --lab lab.yaml --name dns --swing dns')
  t.same([await hasShared('a', 'dns'), await hasShared('b', 'dns')], [false, false])
  await done('down --name dns')
  await done('up --name dns --swing shared-ip')
  t.same([await hasShared('a', 'dns'), await hasShared('b', 'dns')], [true, false])
  const network = JSON.parse(await done('do network network-status')) as NetworkStatus
  t.match(network, { swing: 'shared-ip', siteLeadsTo: 'a' })
  const site = network.zone.records.find(({ name }) => name === 'support.example.com')
  t.equal(site?.address, '192.0.2.100')
  await done('down --name dns')

  t.test('what a kept lab cannot become is told, and it stays as it was', async (t) => {
    const before = planOf('dns')
    for (const [args, complaint] of [
      [
        '--set clients.representativs=5',
        /option --set clients.representativs=5: at clients\/representativs: expected no field/,
      ],
      ['--set clients.msiConsoles=9', /clients\/representatives: expected at least/],
      ['--seed 8', /the lab dns was made with 1; choose another --name for 8/],
      [
        '--set sharedAddress=192.0.2.101',
        /the lab dns was made with the addresses 192.0.2.1, 192.0.2.2, 192.0.2.100 \(a, b, shared\)/,
      ],
    ] as const) {
      const { code, err } = await understudy(`up --name dns ${args}`)
      t.equal(code, 3, args)
      t.match(err, complaint)
    }
    t.same(planOf('dns'), before)
    const { file: _, ...older } = before
    writeFileSync(planFile('dns'), JSON.stringify(older))
    const { code, err } = await understudy('up --name dns --swing nat')
    t.equal(code, 3)
    t.match(err, 'the lab dns was made by an earlier version, which did not keep its file')
  })
})
