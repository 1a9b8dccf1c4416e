import t from 'tap'
import { commandLine } from '../support/command-line.ts'
import { smallLab } from '../support/lab-file.ts'
import { labFolder } from '../support/lab-folder.ts'

const witnessLine = 'witness: { hostname: witness.example.com, address: 192.0.2.3 }\n'

interface Told {
  readonly processes: Readonly<Record<string, { readonly pid: number }>>
  readonly witness: { readonly hasPreSharedKey: boolean }
}
t.test(
  'LAB-01: the witness of a lab is asked, killed, brought back and kept as the others',
  async (t) => {
    const folder = labFolder(t, `${smallLab}${witnessLine}`)
    const understudy = (line: string) => commandLine(folder, line.split(' '), '')
    const told = async (): Promise<Told> =>
      JSON.parse((await understudy('status --json')).out) as Told
    t.match(await understudy('up --lab lab.yaml'), { code: 0 })
    const { processes, witness } = await told()
    t.match(witness, { hasPreSharedKey: true }, 'it got the key when the lab was made')
    t.match(await understudy('do witness witness-status'), {
      code: 0,
      out: /witness\.example\.com/,
    })
    t.match(await understudy('do witness sync-now'), { code: 3, err: /operation of the witness/ })

    process.kill(processes['witness']?.pid ?? Number.NaN, 'SIGKILL')
    let shown = await understudy('status')
    while (shown.code === 0 || !shown.out.includes('has ended')) shown = await understudy('status')
    t.match(
      shown.out,
      /witness: its process has ended; bring it back with: understudy restart witness/,
    )
    t.match(await understudy('restart witness'), { code: 0, out: 'witness is back\n' })

    t.match(await understudy('down'), { code: 0 })
    t.match(await understudy('up --name small'), { code: 0 })
    t.match((await told()).witness, { hasPreSharedKey: true }, 'what it has is on its disk')
    const { out } = await understudy('logs witness')
    t.equal(out.match(/"witness-started"/g)?.length, 3)
    t.match(await understudy('status'), {
      code: 0,
      out: /witness \(witness\.example\.com\)\n +votes/,
    })
    t.match(await understudy('down'), { code: 0 })
  },
)
