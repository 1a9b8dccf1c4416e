import { runSiteTest } from './calls.ts'
import type { Failure } from './conditions.ts'
import type { Task } from './stage.ts'
import { applianceOf, type StepContext, withinMsOf } from './step-context.ts'

/** Lets the test machines run a console and a session (G2, Verificar e Testar). */
export function* runTest(ctx: StepContext): Task<Failure | undefined> {
  const { stage, step, evidence } = ctx
  const on = applianceOf(ctx)
  const byHostsFile = step.test === 'by-hosts-file'
  const appliance = byHostsFile ? (on ?? null) : null
  const expected = `a console and a session ${byHostsFile ? `on ${on} by hosts file` : 'through the site'}`
  const answer = yield* runSiteTest(stage, { test: step.id, appliance }, withinMsOf(ctx))
  if (!answer.ok) return { expected, found: answer.found }
  const { passed, appliance: answered, consoleVersion, lsid, reason } = answer.value
  if (!passed) return { expected, found: reason }
  if (on !== undefined && answered !== on)
    return { expected: `${expected}, answered by ${on}`, found: `answered by ${answered}` }
  evidence.push(
    `A console of version ${consoleVersion} logged in, and session ${lsid} was recorded by ${answered}.`,
  )
  return undefined
}
