import { createHash, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import type { Test } from 'tap'
import type { LabRecord } from '../../src/lab/folder/lab-record.ts'
import { openBrowser } from '../support/browser.ts'
import { commandLine } from '../support/command-line.ts'
import { labFolder } from '../support/lab-folder.ts'
import { Person } from './person.ts'
import type { Language } from './words.ts'

/** People get real time (DESIGN 5). The installations are as long as is asked for. */
const labFile = (installationMinutes: number): string => `name: by-hand
siteHostname: support.example.com
sharedAddress: 192.0.2.100
clock: realtime
appliances:
  a: { hostname: a.support.example.com, address: 192.0.2.10, base: 3.2.4, site: 11.1.0 }
  b: { hostname: b.support.example.com, address: 192.0.2.11, base: 3.2.4, site: 11.1.0 }
target: { base: 3.3.2, site: 12.2.0 }
data: { sessions: 100, recordings: 5, recordingBytes: 4096 }
clients: { representatives: 2, sessionEveryMs: 5000 }
installation: { baseMinutes: ${installationMinutes}, siteMinutes: ${installationMinutes} }
`

/** What is on a page is there as soon as it is; who waits for something long says so. */
const pageMsMax = 60_000

export interface BrowserOptions {
  readonly language: Language
  readonly hasScript?: boolean
  readonly pictures?: string | undefined
  readonly colorScheme?: 'light' | 'dark'
  /** CSS pixels; default: a desk's. */
  readonly width?: number
  /** Their hosts file leads the site's name to that appliance. Left out: they go as everybody does. */
  readonly hostsFile?: 'a' | 'b'
}

/** A lab of real processes, and people with browsers around it. */
export interface HandStage {
  readonly folder: string
  /** Where the update server is reached by a machine with unrestricted access. */
  readonly updatesUrl: string
  understudy(line: string): Promise<string>
  /** An operation of a box, by the command line. */
  do(who: string, operation: string, input: object): Promise<string>
  openPerson(options: BrowserOptions): Promise<Person>
  /** What axe-core has against the pages of which there are pictures. */
  complaints(): readonly string[]
  /** What fails there says what everybody had before them. */
  orTell(play: () => Promise<void>): Promise<void>
}

export async function handStage(
  t: Pick<Test, 'teardown'>,
  installationMinutes: number,
): Promise<HandStage> {
  const folder = labFolder(t, labFile(installationMinutes))
  const run = async (words: readonly string[]): Promise<string> => {
    const { code, out, err } = await commandLine(folder, words)
    if (code !== 0) throw new Error(`understudy ${words.join(' ')}: ${out}${err}`)
    return out
  }
  const understudy = (line: string): Promise<string> => run(line.split(' '))
  await understudy('up --lab lab.yaml')
  const path = join(folder, '.understudy', 'labs', 'by-hand')
  const { doors, processes } = JSON.parse(
    readFileSync(join(path, 'lab.json'), 'utf8'),
  ) as LabRecord & { readonly processes: Readonly<Record<string, { readonly port?: number }>> }
  const people: Person[] = []
  const trusting = trustOf(join(path, 'ca.pem'))
  const openFor = async (way: string): Promise<Browser> => {
    const browser = await openBrowser([trusting, way])
    t.teardown(() => browser.close())
    return browser
  }
  const doorTo = (name: string): string =>
    `--host-resolver-rules=MAP support.example.com:443 127.0.0.1:${doors.published[`clients-${name}`]}`
  const ofAll = openFor(`--proxy-server=socks5://127.0.0.1:${doors.ports['socks']}`)
  return {
    folder,
    updatesUrl: `http://127.0.0.1:${processes['update-server']?.port}/`,
    understudy,
    do: (who, operation, input) => run(['do', who, operation, '--input', JSON.stringify(input)]),
    openPerson: async (options) => {
      const { language, hasScript = true, pictures, hostsFile } = options
      const { width = 1280, colorScheme = 'light' } = options
      const browser = await (hostsFile === undefined ? ofAll : openFor(doorTo(hostsFile)))
      const context = await browser.newContext({
        locale: language,
        javaScriptEnabled: hasScript,
        acceptDownloads: true,
        colorScheme,
        viewport: { width, height: 800 },
      })
      context.setDefaultTimeout(pageMsMax)
      const person = new Person({ context, language, hasScript, pictures })
      people.push(person)
      return person
    },
    complaints: () => people.flatMap(({ complaints }) => complaints),
    orTell: async (play) => {
      try {
        await play()
      } catch (error) {
        const seen = await Promise.all(people.map((person) => person.inWords()))
        throw new Error(`${(error as Error).stack}\n\n${seen.join('\n\n')}`, { cause: error })
      }
    },
  }
}

/** The same as to import the lab's authority: only what it has signed is trusted besides. */
function trustOf(caFile: string): string {
  const spki = new X509Certificate(readFileSync(caFile)).publicKey.export({
    type: 'spki',
    format: 'der',
  })
  return `--ignore-certificate-errors-spki-list=${createHash('sha256').update(spki).digest('base64')}`
}
