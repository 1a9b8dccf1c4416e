import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { commandLine } from '../support/command-line.ts'
import { smallLab } from '../support/lab-file.ts'
import { labFolder } from '../support/lab-folder.ts'

/** Real time. A box takes some three seconds to be back. */
const backMs = 30_000

t.test(
  'WEB-04, UPD-04: a box takes a package from this machine; rebooted, shut down or reset it is there again',
  async (t) => {
    const folder = labFolder(t, smallLab)
    const understudy = (line: string) => commandLine(folder, line.split(' '), '')
    t.match(await understudy('up --lab lab.yaml'), { code: 0 })
    /** What it says of itself once it answers as `is` says. */
    const basicsOf = async (name: string, is: (basics: Basics) => boolean): Promise<Basics> => {
      for (const untilMs = performance.now() + backMs; performance.now() < untilMs; ) {
        const { code, out } = await understudy(`do ${name} show-basics`)
        if (code === 0 && is(JSON.parse(out))) return JSON.parse(out)
      }
      throw new Error(`${name} did not come back`)
    }
    // Manual Installation from a file of this machine.
    t.match(await understudy('do a check-for-updates'), { code: 0 })
    const download = 'do network support-download --appliance a --package'
    const asked = await commandLine(folder, [...download.split(' '), 'Base 3.3.2'], '')
    const { file } = JSON.parse(asked.out).files[0]
    const fetched = await understudy(`do network fetch-download --file ${file}`)
    const bytes = Buffer.from(JSON.parse(fetched.out).content, 'base64')
    writeFileSync(join(folder, 'base.pkg'), bytes)
    writeFileSync(join(folder, 'cut.pkg'), bytes.subarray(0, -1))
    const cut = await understudy('do a upload-update --from cut.pkg')
    t.match(cut, { code: 1, err: /package-damaged/ })
    t.match(await understudy('do b upload-update --from base.pkg'), { err: /package-for-another/ })
    const uploaded = await understudy('do a upload-update --from base.pkg')
    t.match(
      JSON.parse(uploaded.out),
      { package: 'Base 3.3.2' },
      'UPD-04: uploaded by the command line',
    )
    const before = await basicsOf('a', () => true)
    if ((await understudy('do a reboot')).code !== 0) throw new Error('a does not reboot')
    const after = await basicsOf('a', ({ uptimeMs }) => uptimeMs < before.uptimeMs)
    t.equal(after.guid, before.guid, 'it kept what it is')

    const b = await basicsOf('b', () => true)
    t.match(
      await understudy('do b factory-reset --confirm true'),
      { code: 1 },
      'not in a relationship',
    )
    t.match(await understudy('do b break-relationship'), { code: 0 })
    if ((await understudy('do b factory-reset --confirm true')).code !== 0)
      throw new Error('b is not reset')
    const reset = await basicsOf('b', ({ guid }) => guid !== b.guid)
    t.equal(reset.serialNumber, b.serialNumber, 'its hardware is the same')
    t.match(await understudy('do b sync-now'), { code: 1, err: /standalone|relationship/ })

    t.match(await understudy('do b shut-down'), { code: 0 })
    t.match(await understudy('do b show-basics'), { code: 1 })
    t.match(await understudy('do network power-back --appliance b'), { code: 0 })
    t.equal((await basicsOf('b', () => true)).guid, reset.guid)
    t.match(await understudy('down'), { code: 0 })
  },
)

interface Basics {
  readonly guid: string
  readonly serialNumber: string
  readonly uptimeMs: number
}
