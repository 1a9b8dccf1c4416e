import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '@understudy/report'
import t from 'tap'
import { commandLine } from './support/command-line.ts'

/** Two site packages lie between, and Jump Clients may miss none. */
const lab = `name: far-behind
siteHostname: support.example.com
appliances:
  a: { hostname: a.example.com, address: 192.0.2.1, base: 3.2.4, site: 10.6.1 }
  b: { hostname: b.example.com, address: 192.0.2.2, base: 3.2.4, site: 10.6.1 }
target: { base: 3.3.2, site: 12.2.0 }
data: { sessions: 20, recordings: 2, recordingBytes: 4096 }
clients:
  representatives: 3
  probeEveryMs: 15000
  sessionEveryMs: 60000
  jumpClients: { active: 6, passive: 2, offlineShare: 0, versionsMissedMax: 0 }
betweenWindowsMinutes: 5
installation: { baseMinutes: 1, siteMinutes: 2 }
`

async function rehearsed(folder: string, ...options: string[]) {
  const args = ['rehearse', 'synchronous', '--lab', 'lab.yaml', '--world', 'virtual', '--out', 'o']
  const { code, out } = await commandLine(folder, [...args, ...options])
  const report = JSON.parse(readFileSync(join(folder, 'o', 'report.json'), 'utf8')) as Report
  const warned = report.warnings.map((one) => one.code)
  const stranded = (report.population?.groups ?? []).reduce((sum, group) => sum + group.stranded, 0)
  return { code, out, report, warned, stranded }
}

t.test(
  'UPD-08: without the 24 hours clients are stranded, unless all are removed first and installed again by hand',
  async (t) => {
    const folder = t.testdir({ 'lab.yaml': lab })
    const plain = await rehearsed(folder)
    t.ok(plain.stranded > 0, `${plain.stranded} stranded`)
    t.ok(plain.warned.includes('client-updates'))
    const byHand = await rehearsed(folder, '--variant', 'clients-by-hand')
    t.equal(byHand.code, 0, byHand.out)
    t.equal(byHand.stranded, 0)
    t.notOk(byHand.warned.includes('client-updates'), 'no client is there to miss a version')
    t.match(byHand.report.title, /all client software is removed before/)
  },
)

t.test(
  'UPD-04: the shipped runbook plays by hand, with the key or support, where that is chosen',
  async (t) => {
    const folder = t.testdir({ 'lab.yaml': lab })
    const { report, out } = await rehearsed(folder, '--variant', 'manual-update')
    t.same([...new Set(report.steps.map(({ outcome }) => outcome))], ['passed'], out)
    const evidence = report.steps.find(({ id }) => id === 'update-a')?.evidence ?? []
    t.match(evidence.join('\n'), /uploaded at Manual Installation/)
    const refused = await commandLine(folder, ['rehearse', 'synchronous', '--variant', 'by-hand'])
    t.match(refused, {
      code: 3,
      err: /has no variant by-hand; it has manual-update, clients-by-hand/,
    })
  },
)
