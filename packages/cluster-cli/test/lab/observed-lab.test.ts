import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loopback, metricsPath } from '@understudy/lab-channel'
import t from 'tap'
import type { LabRecord } from '../../src/lab/folder/lab-record.ts'
import { commandLine } from '../support/command-line.ts'
import { smallLab } from '../support/lab-file.ts'
import { labFolder } from '../support/lab-folder.ts'

const folder = labFolder(t, smallLab)
const understudy = (line: string) => commandLine(folder, line.split(' '))

const recordOf = (lab: string): LabRecord =>
  JSON.parse(
    readFileSync(join(folder, '.understudy', 'labs', lab, 'lab.json'), 'utf8'),
  ) as LabRecord

/** Prometheus' own judgement of that text; undefined where it is not installed. */
function promtool(
  text: string,
): { readonly status: number | null; readonly said: string } | undefined {
  const { error, status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], {
    input: text,
    encoding: 'utf8',
  })
  return error === undefined ? { status, said: `${stdout}${stderr}` } : undefined
}

t.before(async () => {
  t.equal((await understudy('up --lab lab.yaml')).code, 0)
})

t.test(
  'LAB-04: every process of a lab tells Prometheus its figures, and promtool has nothing to say',
  async (t) => {
    const expected: Readonly<Record<string, RegExp>> = {
      network: /^understudy_site_leads_to\{appliance="a"\} 1$/m,
      a: /^understudy_appliance_role\{role="primary"\} 1$/m,
      b: /^understudy_sync_succeeded 1$/m,
      clients: /^understudy_probes_failing 0$/m,
      'update-server': /^process_cpu_seconds_total /m,
    }
    const { processes } = recordOf('small')
    t.same(Object.keys(processes).sort(), Object.keys(expected).sort())
    for (const [name, { metricsPort }] of Object.entries(processes)) {
      const answer = await fetch(`${loopback.url('http', metricsPort ?? 0)}${metricsPath}`)
      const text = await answer.text()
      t.match(text, expected[name] ?? /never/, name)
      const judged = promtool(text)
      if (judged !== undefined) t.same(judged, { status: 0, said: '' }, name)
    }
  },
)
