import {
  compareVersions,
  type InstalledSoftware,
  type LabConfig,
  rosterOf,
  upgradePath,
} from '@understudy/shared'
import type { Placeholders } from '../runbook/placeholders.ts'
import type { Check } from '../runbook/schema.ts'
import { callMs } from './calls.ts'
import { clockIsRight } from './clocks.ts'
import { conditionOf, type Failure } from './conditions.ts'
import { warnOfIntegrations } from './integrations.ts'
import { warnOfOverload } from './overload.ts'
import type { Versions } from './preparation.ts'
import { compareKeys } from './same-key.ts'
import type { Stage, Task } from './stage.ts'
import { judgeNow } from './waiting.ts'

/** What every rehearsal checks first, whatever its runbook says: the lab is as its file has it start. */
function always({ start, network }: LabConfig): readonly Check[] {
  const keys = rosterOf({ network }).map((of) => ({ of, that: 'hasPreSharedKey', is: true }))
  const certificates = rosterOf({ network }).map((of) => ({
    of,
    that: 'certificates.trouble',
    is: '',
  }))
  const { serves, backup } = start
  if (backup === null) return [...keys, ...certificates]
  return [
    ...keys,
    ...certificates,
    { of: serves, that: 'role', is: 'primary' },
    { of: backup, that: 'role', is: 'backup' },
    { of: backup, that: 'sync.lastResult', is: 'success' },
    { of: backup, that: 'sync.digestsAgree', is: true },
  ]
}

/** REH-03: refuses what cannot work, before anything is done. */
export function* preflight(
  stage: Stage,
  versions: Versions,
  placeholders: Placeholders,
): Task<Failure | undefined> {
  const { runbook, lab } = stage.plan
  const noPath = allAnswered(versions, lab) ?? pathFailure(versions, lab.target)
  if (noPath !== undefined) return noPath
  const checks = [...always(lab), ...(runbook.preflight ?? [])]
  const conditions = [
    ...checks.map((check) => conditionOf(check, placeholders)),
    ...rosterOf(lab).map(clockIsRight),
  ]
  const judged = yield* judgeNow(stage, conditions, callMs)
  if (!judged.held) return judged
  const differing = yield* compareKeys(stage, 'preflight', rosterOf(lab))
  if (differing !== undefined) return differing
  warnOfOverload(stage)
  warnOfIntegrations(stage, versions)
  return undefined
}

function allAnswered(versions: Versions, lab: LabConfig): Failure | undefined {
  const roster = rosterOf(lab)
  if (versions.length === roster.length) return undefined
  const found = versions.map(({ appliance }) => appliance).join(', ')
  return { expected: `${roster.join(', ')} to tell their versions`, found: found || 'none did' }
}

function pathFailure(versions: Versions, target: InstalledSoftware): Failure | undefined {
  const goal = `Base ${target.base} and Bomgar-${target.site}`
  for (const { appliance, base, site } of versions) {
    const found = `Base ${base} and Bomgar-${site} on ${appliance}`
    if (compareVersions(base, target.base) > 0 || compareVersions(site, target.site) > 0)
      return { expected: `nothing newer than the target, ${goal}`, found }
    if (upgradePath({ base, site }, target) === null)
      return { expected: `software from which packages lead to ${goal}`, found }
  }
  return undefined
}
