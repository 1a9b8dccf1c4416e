import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { commandLine } from '../support/command-line.ts'
import { smallLab } from '../support/lab-file.ts'
import { labFolder } from '../support/lab-folder.ts'

const folder = labFolder(t, smallLab)
const understudy = (line: string, input = '') => commandLine(folder, line.split(' '), input)

interface Told {
  readonly supervisorPid: number
  readonly processes: Readonly<Record<string, { readonly pid: number }>>
  readonly appliances: Readonly<
    Record<
      string,
      {
        readonly guid: string
        readonly role: string
        readonly users: { readonly consoles: number }
      }
    >
  >
}
const told = async (): Promise<Told> => JSON.parse((await understudy('status --json')).out) as Told

t.before(async () => {
  const { code, err } = await understudy('up --lab lab.yaml')
  if (code !== 0) throw new Error(err)
})

t.test('LAB-01: restart brings killed processes back from what they have on disk', async (t) => {
  const before = await told()
  const pidOf = (name: string): number => before.processes[name]?.pid ?? Number.NaN
  t.equal(Object.keys(before.processes).length, 5)
  for (const name of ['b', 'clients']) process.kill(pidOf(name), 'SIGKILL')

  // The supervisor sees both deaths a moment later; what then asks them says so.
  let dead = await understudy('do clients count-population')
  while (dead.code === 0 || !dead.err.includes('has ended'))
    dead = await understudy('do clients count-population')
  t.match(
    dead.err,
    /clients: its process has ended; bring it back with: understudy restart clients/,
  )
  const shown = await understudy('status')
  t.equal(shown.code, 1)
  t.match(
    shown.out,
    /clients: its process has ended; bring it back with: understudy restart clients/,
  )

  t.match(await understudy('restart clients'), { code: 0, out: 'clients is back\n' })
  t.match(await understudy('restart b'), { code: 0, out: 'b is back\n' })
  const after = await told()
  t.equal(after.appliances['b']?.guid, before.appliances['b']?.guid)
  t.equal(after.appliances['b']?.role, 'backup')
  t.not(after.processes['b']?.pid, pidOf('b'))
  t.equal((await understudy('do clients count-population')).code, 0)
  // They work again: consoles log in.
  let now = await told()
  while (now.appliances['a']?.users.consoles !== 3) now = await told()
  t.equal(now.appliances['a']?.users.consoles, 3)

  t.match(await understudy('restart network'), { code: 1, err: /cannot be restarted alone/ })
  t.match(await understudy('restart client'), { code: 3, err: /did you mean "clients"/ })
})

t.test('LAB-01: what the processes log is read from all, or from one', async (t) => {
  t.match((await understudy('logs --lines 3')).out, /^(a|b|clients|network|supervisor) \| /m)
  const all = (await understudy('logs network --lines 1000')).out
  t.match(all, /"participant":"clients".*joined/)
  t.notMatch((await understudy('logs network')).out, /network \|/)
  t.equal((await understudy('logs network --lines 0')).out, '')
  t.match(await understudy('logs netwrk'), { code: 3, err: /did you mean "network"/ })
  t.match(await understudy('logs --lines many'), { code: 3, err: /from 0 to 100000, found "many"/ })
})

t.test('LAB-01: a shell takes commands for its lab, line by line', async (t) => {
  const lines = [
    '# a note',
    'a status',
    'do network network-status',
    'a set-setting --key motd --value \'Back at "nine"\'',
    'exit',
    'down',
  ]
  const ran = await understudy('shell', lines.join('\n'))
  t.match(ran, { code: 0, err: '' })
  t.match(ran.out, /"name": "a"/)
  t.match((await understudy('do a list-settings')).out, /"motd": "Back at \\"nine\\""/)
  t.match(await understudy('shell', "b 'open"), { code: 3, err: /expected a closing quote/ })
  t.match(await understudy('shell', 'b sync-nwo\na status'), { code: 3, err: /sync-now/ })
  t.match(await understudy('shell', 'sttus'), { code: 3, err: /did you mean "status"/ })
})

t.test(
  'LAB-01: status shows when the peer was last heard, and what is at risk (FO-08, SYN-07)',
  async (t) => {
    const { code, out } = await understudy('status')
    t.equal(code, 0)
    t.match(out, /link up, last heard \d{4}-\d\d-\d\dT/)
    t.match(out, /at risk +\d+ records, \d+ bytes; last sync \d+ s ago/)
    const { supervisorPid } = await told()
    t.ok(supervisorPid > 0)
  },
)

t.test(
  'LAB-01: --lab means the same for every command: a lab by its name or its file',
  async (t) => {
    for (const lab of ['small', 'lab.yaml', './lab.yaml'])
      for (const command of ['do a status', 'status', 'logs a --lines 1'])
        t.match(await understudy(`${command} --lab ${lab}`), { code: 0, err: '' }, command)
    const record = '--name www.example.com --address 192.0.2.1'
    t.equal((await understudy(`do network set-record ${record} --lab small`)).code, 0)
    for (const command of ['do a status', 'restart a', 'down', 'up'])
      t.match(await understudy(`${command} --lab smal`), { code: 3, err: /did you mean "small"/ })
    t.match(await understudy('up --lab small'), { code: 1, err: /small is already running/ })
  },
)

t.test('LAB-01: lab time goes on over down and up', async (t) => {
  const newest = async (): Promise<number> => {
    const { out } = await understudy('do a status-history --limit 1')
    return (JSON.parse(out) as { history: readonly { atMs: number }[] }).history[0]?.atMs ?? 0
  }
  // A day later than the lab file says.
  t.match(await understudy('down'), { code: 0 })
  const file = join(folder, '.understudy', 'labs', 'small', 'data', 'clock.json')
  const day = 86_400_000
  const was = (JSON.parse(readFileSync(file, 'utf8')) as { labMs: number }).labMs
  writeFileSync(file, JSON.stringify({ format: 'understudy-clock-1', labMs: was + day }))
  t.equal((await understudy('up --name small')).code, 0)
  t.ok((await newest()) >= was + day)
  t.match(await understudy('down'), { code: 0 })
  writeFileSync(file, '{')
  t.match(await understudy('up --name small'), {
    code: 1,
    err: /clock\.json.*Remove it to begin with the lab file's time/s,
  })
})
