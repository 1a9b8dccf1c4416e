import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { loopback, metricsPath } from '@understudy/lab-channel'
import t from 'tap'
import type { LabRecord } from '../../src/lab/folder/lab-record.ts'
import { browserProgram, complaintsOf, openBrowser } from '../support/browser.ts'
import { commandLine } from '../support/command-line.ts'
import { smallLab } from '../support/lab-file.ts'
import { labFolder } from '../support/lab-folder.ts'
import { whyNot } from '../support/programs.ts'
import { startPrometheus } from '../support/prometheus.ts'

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

let address = new URL('http://console')
t.before(async () => {
  const { code, out } = await understudy('up --lab lab.yaml')
  t.equal(code, 0)
  address = new URL(/^its console: (.+)$/m.exec(out)?.[1] ?? '')
})

/** Asks the console's door as its page does. */
async function ask(name: string, input: unknown = {}): Promise<unknown> {
  const response = await fetch(new URL(`/api/${name}`, address), {
    method: 'POST',
    headers: { authorization: `Bearer ${address.hash.slice(1)}` },
    body: JSON.stringify(input),
  })
  return response.ok
    ? await response.json()
    : { status: response.status, said: await response.text() }
}

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
    const lab = await (await fetch(new URL('/metrics', address))).text()
    t.match(
      lab,
      /^understudy_lab_events_total\{source="b",event="address-disabled"\} |^understudy_lab_probes_failing 0$/m,
    )
    t.match(promtool(lab) ?? { status: 0 }, { status: 0 })
    const targets = (await (await fetch(new URL('/metrics/targets', address))).json()) as unknown[]
    t.equal(targets.length, Object.keys(expected).length)
  },
)

/** Ports differ from run to run, and are no part of what is asked here. */
function labelsOf(key: string): string {
  const { process, role } = JSON.parse(key) as { process?: string; role?: string }
  return `${process} is ${role}`
}

t.test(
  "LAB-04: Prometheus, by the shipped configuration, finds the lab's processes and scrapes them",
  { skip: whyNot('prometheus', ['--version']) },
  async (t) => {
    const prometheus = await startPrometheus(t, Number(address.port))
    const up = await prometheus.until('up', (found) => found.size === 6)
    t.same(new Set(up.values()), new Set(['1']), 'five processes and the lab as a whole')
    const roles = await prometheus.until(
      'max by (process, role) (understudy_appliance_role == 1)',
      (found) => found.size === 2,
    )
    t.same([...roles.keys()].map(labelsOf).sort(), ['a is primary', 'b is backup'])
    await prometheus.until('understudy_lab_probes_failing', (found) => found.size === 1)
  },
)

t.test(
  'LAB-03: up tells where the console is; its token is in the fragment and in no file that others read',
  async (t) => {
    t.equal(address.hostname, loopback.host)
    const token = address.hash.slice(1)
    t.ok(token.length >= 32)
    t.equal((await understudy('console --print')).out, `${address}\n`)
    const path = join(folder, '.understudy', 'labs', 'small')
    t.notMatch(readFileSync(join(path, 'lab.json'), 'utf8'), token)
    t.equal(statSync(join(path, 'console-token')).mode & 0o777, 0o600)
  },
)

t.test(
  'LAB-03: buttons do what the command line does, and refusals come as they are',
  async (t) => {
    const change = (who: string, operation: string, input: unknown) =>
      ask('operate', { who, operation, input })
    const setting = { key: 'greeting', value: 'Olá' }
    t.match(await change('b', 'set-setting', setting), {
      ok: false,
      refusal: { code: 'wrong-role' },
    })
    t.match(await change('a', 'set-setting', setting), { ok: true })
    t.match(await change('a', 'set-setting', { key: 7 }), { refusal: { code: 'invalid-input' } })
    t.match(await change('network', 'cut-path', { from: 'a', to: 'b' }), { ok: true })
    t.match(await change('a', 'no-such-thing', {}), { refusal: { code: 'unknown-operation' } })
    t.match(await ask('swing', { to: 'b' }), { status: 409, said: /moves with the role/ })
    t.match(await ask('swing', { to: 'c' }), { status: 400 })
    t.match(await ask('preview', { runbook: 'asynchronous' }), { windows: [{}, {}], problems: 0 })
    t.match(await ask('preview', { runbook: 'nothing' }), { status: 400 })
  },
)

t.test(
  'LAB-03: the page shows the lab live, by keyboard too, in the dark and on a phone; axe-core has nothing to say',
  { skip: browserProgram === undefined ? 'there is no browser' : false },
  async (t) => {
    const browser = await openBrowser()
    t.teardown(() => browser.close())
    const page = await browser.newPage({ colorScheme: 'dark' })
    const errors: string[] = []
    page.on('console', (said) => {
      if (said.type() === 'error') errors.push(said.text())
    })
    page.on('pageerror', (error) => errors.push(error.message))
    await page.goto(String(address))
    await page.locator('.appliance.primary').waitFor()
    t.equal(new URL(page.url()).hash, '', 'the token is not left in the address bar')
    t.same(await complaintsOf(page), [])
    await page.setViewportSize({ width: 390, height: 800 })
    t.same(await complaintsOf(page), [], 'on a phone')
    t.equal(await page.evaluate('document.documentElement.scrollWidth'), 390, 'nothing sticks out')

    // Markup in what people type is text on the page.
    const name = '<img src=x onerror=alert(1)>'
    await ask('operate', {
      who: 'network',
      operation: 'deliver-mail',
      input: { via: 'a', from: 'a@example.com', to: ['b@example.com'], subject: name, text: name },
    })
    await page.getByText(name).first().waitFor()
    t.equal(await page.locator('img').count(), 0)

    await page.getByRole('button', { name: 'Sync b now' }).focus()
    await page.keyboard.press('Enter')
    await page.locator('.said pre').waitFor()
    await page.getByRole('button', { name: 'Power off b' }).press('Enter')
    await page.locator('.appliance.gone').waitFor()
    await page.getByRole('button', { name: 'Power on b' }).press('Enter')
    await page.locator('.appliance.backup').waitFor()
    t.same(errors, [])
  },
)
