import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LabEvent } from '@understudy/shared'
import t from 'tap'
import { commandLine } from './support/command-line.ts'
import { inLessTime } from './support/lab-file.ts'
import { keysPulledBy, toldIn } from './support/pulled.ts'

const folder = t.testdir()

const labOf = (from: string, to: string, integrations: readonly object[]): string => `name: pulled
siteHostname: support.example.com
appliances:
  a: { hostname: a.example.com, address: 192.0.2.1, ${from} }
  b: { hostname: b.example.com, address: 192.0.2.2, ${from} }
target: { ${to} }
data: { sessions: 40 }
clients:
  representatives: 3
  sessionEveryMs: 60000
  integrations: ${JSON.stringify(integrations)}
${inLessTime}`

/** Plays the asynchronous upgrade in virtual time; what was told, and what the terminal says. */
async function played(name: string, lab: string) {
  writeFileSync(join(folder, `${name}.yaml`), lab)
  const args = `rehearse asynchronous --world virtual --seed 1 --lab ${name}.yaml --out ${name}`
  const ran = await commandLine(folder, args.split(' '))
  const events = readFileSync(join(folder, name, 'events.ndjson'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as LabEvent)
  return { ...ran, events }
}

t.test(
  'IC-02, IC-03, CLI-05: before 10.6 a pull from A closes the gap outside, and what the upgrade breaks has a name',
  async (t) => {
    const integrations = [
      { kind: 'integration-client', pullEveryMs: 600_000 },
      { kind: 'own-program', lsids: 'text', namespaces: 'expects-none', pullEveryMs: 600_000 },
      { kind: 'own-program', lsids: 'text', pullEveryMs: 600_000 },
    ]
    const { out: lines, events } = await played(
      'legacy',
      labOf('base: 3.2.4, site: 10.5.2', 'base: 3.2.4, site: 10.6.1', integrations),
    )
    // The terminal's lines end where it is full.
    const out = lines.replaceAll(/\s+/g, ' ')
    const lost = toldIn(events, 'audit').at(-1)?.lost ?? []
    t.ok(lost.length > 0, 'there is a gap')
    for (const client of ['integration-1', 'integration-3']) {
      const keys = keysPulledBy(events, client)
      t.strictSame(
        lost.filter(({ externalKey }) => !keys.includes(externalKey)),
        [],
        `${client} has what the site has lost`,
      )
    }
    t.match(out, /outside, in databases of integrations, they are kept: \d+ by integration-1/)
    t.match(
      toldIn(events, 'pull-failed').filter(
        ({ code }) => code !== 'unreachable' && code !== 'refused',
      ),
      [
        { client: 'integration-1', code: 'lsid-not-integer' },
        { client: 'integration-2', code: 'no-session-list' },
      ],
    )
    t.match(out, /redeployed by hand: 1 of the integration Clients, 1 of the integrations/i)
  },
)
