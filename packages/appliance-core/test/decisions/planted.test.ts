import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { soundDecisions } from '@understudy/appliance-core'
import { decisionsWith, plantedDefects } from '@understudy/appliance-core/planted'
import t from 'tap'

t.test('CHA-05: each planted defect has a name of its own and replaces one decision', async (t) => {
  const names = plantedDefects.map(({ name }) => name)
  t.equal(new Set(names).size, names.length)
  for (const defect of plantedDefects) {
    const decisions = Object.entries(decisionsWith(defect))
    const sound = new Map(Object.entries(soundDecisions))
    t.equal(decisions.length, sound.size, defect.name)
    t.equal(decisions.filter(([name, decide]) => sound.get(name) !== decide).length, 1, defect.name)
  }
})

t.test('CHA-05: no source of a release imports a planted defect', async (t) => {
  const packages = fileURLToPath(new URL('../../../../../packages/', import.meta.url))
  const files = readdirSync(packages, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /^[^/]+\/src\/.*[.]ts$/.test(file),
  )
  t.ok(files.length > 500)
  const importing = files.filter((file) =>
    /from '.*planted/.test(readFileSync(packages + file, 'utf8')),
  )
  t.same(importing, [])
})
