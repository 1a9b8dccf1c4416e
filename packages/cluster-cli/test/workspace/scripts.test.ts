import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'

const load = createRequire(import.meta.url)
const folder = fileURLToPath(new URL('../../../../../scripts/lib/', import.meta.url))
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.js'))
  .map((name) => resolve(folder, name))

/** `const { a, b: c } = require('./x.js')`: what is taken, and from where. */
const taken = /const \{([^}]*)\} = require\('(\.[^']*)'\)/g

t.test('a script takes from another only what that one exports', (t) => {
  let names = 0
  for (const file of files)
    for (const [, list = '', from = ''] of readFileSync(file, 'utf8').matchAll(taken)) {
      const exported = Object.keys(load(resolve(dirname(file), from)) as object)
      const wanted = list.split(',').map((word) => word.split(':')[0]?.trim() ?? '')
      const missing = wanted.filter((name) => name !== '' && !exported.includes(name))
      t.same(missing, [], `${file} from ${from}`)
      names += wanted.length
    }
  t.ok(names > 50, `${names} names were looked at`)
  t.end()
})

t.test('a script waits until it is set up', (t) => {
  for (const file of files) {
    const calls = readFileSync(file, 'utf8').match(/^.*[^.\w]setUp\(.*$/gm) ?? []
    for (const call of calls) t.match(call, /await setUp\(/, `${file}: ${call.trim()}`)
  }
  t.end()
})
