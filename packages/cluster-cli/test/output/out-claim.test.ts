import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import t from 'tap'
import { claimOutFolder } from '../../src/output/out-claim.ts'
import { run } from '../../src/program.ts'
import { commandLine } from '../support/command-line.ts'
import { smallLab } from '../support/lab-file.ts'

t.test('SEC-01: what a killed rehearsal left is removed by the next, kept labs stay', async (t) => {
  const folder = t.testdir({
    'lab-Ab3xY9': {},
    'running-lab-Ab3xY9': { token: 'secret' },
    'running-events.ndjson': '{}',
  })
  const { pid } = spawnSync(process.execPath, ['--version'])
  writeFileSync(join(folder, 'rehearsal.pid'), String(pid))
  const release = claimOutFolder('out', folder)
  t.same(readdirSync(folder).sort(), ['lab-Ab3xY9', 'rehearsal.pid'])
  release()
  t.same(readdirSync(folder), ['lab-Ab3xY9'])
})

t.test('two rehearsals into one folder: the second does not start', async (t) => {
  const folder = t.testdir({
    out: { 'rehearsal.pid': String(process.ppid), 'running-lab-Ab3xY9': {} },
  })
  const args = ['rehearse', 'asynchronous', '--world', 'virtual', '--out', 'out']
  const { code, err } = await commandLine(folder, args)
  t.equal(code, 3)
  t.match(err, `option --out: a rehearsal (process ${process.ppid}) already writes to out`)
  t.ok(existsSync(join(folder, 'out', 'running-lab-Ab3xY9')), "the other's lab stays")
})

t.test('REH-08: until the report is kept Ctrl-C is held, then the lab is removed', async (t) => {
  const folder = t.testdir({ 'lab.yaml': smallLab })
  const taken = createServer().listen(0, '127.0.0.1')
  t.teardown(() => taken.close())
  await new Promise((resolve) => taken.once('listening', resolve))
  const { port } = taken.address() as { port: number }
  const out = join(folder, 'out')
  let held = 0
  const whenFree: (readonly string[])[] = []
  const onStop = () => {
    held += 1
    return () => {
      held -= 1
      if (held === 0) whenFree.push(readdirSync(out).sort())
    }
  }
  const terminal = {
    folder,
    out: () => {},
    err: () => {},
    input: async () => '',
    lines: () => Readable.from([]),
    columns: 80,
  }
  // A door whose port is taken: the lab ends at once, and there is a report all the same.
  const args = `rehearse asynchronous --lab lab.yaml --out out --set network.ports.http=${port}`
  const code = await run(args.split(' '), { ...terminal, outColor: false, errColor: false, onStop })
  t.equal(code, 2)
  t.match(whenFree.map(String), [
    /^events\.ndjson,junit\.xml,rehearsal\.pid,report\.html,report\.json,running-lab-/,
  ])
  t.same(readdirSync(out).sort(), ['events.ndjson', 'junit.xml', 'report.html', 'report.json'])
})
