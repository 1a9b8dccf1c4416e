import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isClientsOperation, isNetworkOperation, isOperation } from '@understudy/shared'
import t from 'tap'
import { readLab } from '../src/files/lab-source.ts'
import { commandLine } from './support/command-line.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const documents = ['README.md', 'docs/NETWORK.md', 'docs/CLIENTS.md'] as const
type Document = (typeof documents)[number]
const textOf = (document: string): string => readFileSync(join(root, document), 'utf8')

/** The words of a document's command lines that begin so, without their comments and quotes. */
function commandLines(document: Document, beginning: string): readonly string[][] {
  return textOf(document)
    .split('\n')
    .filter((line) => line.startsWith(beginning))
    .map((line) => (line.slice(beginning.length).split(' #')[0] ?? '').trim())
    .map((line) => [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, word]) => quoted ?? word))
    .map((words) => words.filter((word) => word !== undefined))
}

/** What stands between ```yaml and ```. */
const examplesOf = (document: Document): readonly string[] =>
  [...textOf(document).matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, example = '']) => example)

/** What every lab file needs, for examples that show only their own section. */
const appliances = `
appliances:
  a: { hostname: a.example.com, address: 192.0.2.10, base: 3.2.4, site: 11.1.0 }
  b: { hostname: b.example.com, address: 192.0.2.11, base: 3.2.4, site: 11.1.0 }
`

t.test('REH-02: every rehearsal that the README shows runs, here in virtual time', async (t) => {
  const lines = commandLines('README.md', 'scripts/rehearse ')
  t.ok(lines.length >= 5)
  // Of those that differ only in world, seed and where the report goes, the one with the most words is played.
  const played = new Map<string, readonly string[]>()
  for (const words of lines.toSorted((one, other) => one.length - other.length))
    played.set(words.join(' ').replace(/ --(?:(?:world|out|seed) \S+|json)/g, ''), words)
  t.ok(played.size >= 5)
  for (const words of played.values()) {
    const line = words.join(' ').replace(/ --(?:world|out) \S+/g, '')
    const args = `rehearse ${line} --world virtual --out`.split(' ')
    const { code, err } = await commandLine(root, [...args, t.testdir()])
    t.equal(code, 0, words.join(' '))
    if (code !== 0) t.comment(err)
  }
})

t.test('REH-02: runbooks, labs and settings of the other rehearsals shown exist', async (t) => {
  // The plan is read before the out folder is made, which this one cannot be.
  const file = join(t.testdir({ file: '' }), 'file')
  for (const document of documents.slice(1)) {
    const lines = commandLines(document, 'scripts/rehearse ')
    t.ok(lines.length >= 1, document)
    for (const words of lines) {
      const { err } = await commandLine(root, ['rehearse', ...words, '--out', file])
      t.match(err, 'option --out: cannot use', words.join(' '))
    }
  }
})

t.test('LAB-01: every other command that the documents show is one of ours', async (t) => {
  // No lab runs from here; what is asked of one is checked before it is looked for.
  const nowhere = t.testdir()
  for (const document of documents) {
    const lines = commandLines(document, 'npx understudy ')
    t.ok(lines.length >= 4, document)
    for (const [command = '', ...words] of lines) {
      const shown = [command, ...words].join(' ')
      t.equal((await commandLine(nowhere, [command, '--help'])).code, 0, shown)
      if (command !== 'do') continue
      const operation = words[1] ?? ''
      const isKnown = { network: isNetworkOperation, clients: isClientsOperation }[words[0] ?? '']
      t.ok((isKnown ?? isOperation)(operation), shown)
      t.match((await commandLine(nowhere, [command, ...words])).err, 'no lab is running', shown)
    }
  }
})

t.test('LAB-01: every example of a lab file in the documents is one', (t) => {
  const folder = t.testdir()
  for (const document of documents.slice(1)) {
    const examples = examplesOf(document)
    t.ok(examples.length >= 3, document)
    examples.forEach((example, index) => {
      const file = join(folder, `${document.replaceAll('/', '-')}-${index}.yaml`)
      writeFileSync(file, example + appliances)
      t.doesNotThrow(() => readLab(file, root), example)
    })
  }
  t.end()
})

t.test('every field of the network and of the clients is in an example', (t) => {
  const fieldsOf = (file: string): readonly string[] =>
    [
      ...textOf(`packages/shared/src/lab/${file}`).matchAll(
        /\b(\w+): (?:Type\.|Count\(|Throttle\()/g,
      ),
    ]
      .map(([, field = '']) => field)
      .filter((field) => field !== 'maxItems')
  for (const [document, sources] of [
    ['docs/NETWORK.md', ['network-section.ts', 'office.ts']],
    ['docs/CLIENTS.md', ['clients-section.ts']],
  ] as const) {
    const shown = examplesOf(document).join('\n')
    const fields = sources.flatMap(fieldsOf)
    t.ok(fields.length >= 10, document)
    for (const field of fields) t.match(shown, new RegExp(`\\b${field}:`), `${document}: ${field}`)
  }
  t.end()
})

t.test('every place that the map of the architecture names is there', (t) => {
  const places = textOf('docs/ARCHITECTURE.md')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .flatMap((line) => [...line.matchAll(/`((?:[a-z-]+\/src|scripts|runbooks)[\w./-]*)`/g)])
    .map(([, place = '']) => place)
  t.ok(places.length >= 25, `${places.length} places`)
  for (const place of places) {
    const path = /^(scripts|runbooks)/.test(place) ? place : `packages/${place}`
    t.ok(existsSync(join(root, path)), place)
  }
  t.end()
})
