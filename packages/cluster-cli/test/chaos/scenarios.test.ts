import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { playSchedule } from '@understudy/chaos'
import t from 'tap'
import { differencesOf } from '../../src/chaos/replay.ts'
import { readScenario, scenarioOf, scenarioText } from '../../src/chaos/scenario-file.ts'
import { labsOn } from '../../src/chaos/stores.ts'

const folder = fileURLToPath(new URL('../../../../../scenarios', import.meta.url))
const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'))

t.ok(names.length > 0, 'there are scenarios')

for (const name of names)
  t.test(`CHA-04: the scenario ${name} comes out as it was written`, async (t) => {
    const scenario = readScenario({ path: join(folder, name), shown: name })
    const played = playSchedule(scenario.schedule, labsOn('memory'))
    t.same(differencesOf(scenario, played), [])
    t.equal(played.trace.length, scenario.trace.length)
    const written = t.testdir({ 'again.yaml': scenarioText(scenarioOf(scenario.title, played)) })
    const again = readScenario({ path: join(written, 'again.yaml'), shown: 'again.yaml' })
    t.same(again, scenario, 'and is read as it is written')
  })
