import { join } from 'node:path'
import t from 'tap'
import { Type } from 'typebox'
import { readConfigFile, readTextFile } from '../../src/process/config-file.ts'

const Config = Type.Object({ port: Type.Integer() }, { additionalProperties: false })
const files = {
  good: '{"port":7}',
  wrong: '{"port":"seven"}',
  more: '{"port":7,"prot":8}',
  list: '[]',
  broken: '{',
}

t.test('CLI-08: a configuration is read, or refused with what was expected and found', (t) => {
  const folder = t.testdir(files)
  const read = (name: string) => readConfigFile(Config, join(folder, name))
  t.same(read('good'), { port: 7 })
  for (const [name, message] of [
    ['wrong', /wrong: \/port: expected integer, found "seven"\.$/],
    ['more', /more: \/prot: expected no such field, found 8\.$/],
    ['list', /list: \/: expected object, found \[\]\.$/],
    ['broken', /broken is not JSON: .*\.$/],
    ['absent', /^The configuration .*absent cannot be read: ENOENT.*\.$/],
  ] as const)
    t.throws(() => read(name), { name: 'StartFailure', exitCode: 3, message }, name)
  t.throws(() => readTextFile('key', folder), { exitCode: 3, message: /^The key .* EISDIR/ })
  t.end()
})
