import {
  describe,
  durationMaxMs,
  formatDuration,
  operationIn,
  parseDuration,
  schemaErrors,
  targetOf,
} from '@understudy/shared'
import type { Cast } from './cast.ts'
import { unknownPlaceholders } from './placeholder-check.ts'
import { fillIn } from './placeholders.ts'
import { expectedOneOf, type RunbookError } from './runbook-error.ts'
import type { Step } from './schema.ts'
import { secretSamples } from './secrets.ts'

/** What a step can do; each action has the field of that name. */
export const actions = [
  'do',
  'update',
  'test',
  'wait',
  'sameKey',
  'approve',
  'decide',
  'observe',
] as const
export type Action = (typeof actions)[number]

/** What the step does; undefined unless it says exactly one thing. */
export function actionOf(step: Step): Action | undefined {
  const named = actionsIn(step)
  return named.length === 1 ? named[0] : undefined
}

/**
 * An update may have a `wait` of its own, between two site packages, so that clients can follow (UPD-08); people who
 * approve or decide have one for the time they take.
 */
const actionsIn = (step: Step): readonly Action[] => {
  const hasOwnWait = [step.update, step.approve, step.decide].some((one) => one !== undefined)
  return actions.filter(
    (action) => step[action] !== undefined && !(action === 'wait' && hasOwnWait),
  )
}

/** What is wrong with a step that satisfies the schema. */
export function stepErrors(step: Step, path: string, cast: Cast): readonly RunbookError[] {
  return [
    ...actionErrors(step, path),
    ...actorErrors(step, path),
    ...operationErrors(step, path, cast),
    ...durationErrors(step, path),
  ]
}

function actionErrors(step: Step, path: string): readonly RunbookError[] {
  const named = actionsIn(step)
  if (named.length !== 1) {
    const found = named.length === 0 ? 'none of them' : named.join(' and ')
    return [{ path, expected: `exactly one of ${actions.join(', ')}`, found }]
  }
  if (step.by !== undefined && named[0] !== 'update')
    return [{ path: `${path}/by`, expected: 'update, which is done by hand', found: 'no update' }]
  const claims = (step.until?.length ?? 0) + (step.check?.length ?? 0)
  if (step.backup !== undefined && step.update === undefined)
    return [
      { path: `${path}/backup`, expected: 'update, whose packages it precedes', found: 'none' },
    ]
  if (named[0] !== 'observe' || claims > 0) return []
  return [{ path, expected: 'something to observe, in until or check', found: 'neither' }]
}

function actorErrors(step: Step, path: string): readonly RunbookError[] {
  const needsAppliance = step.update !== undefined || step.test !== undefined
  if (needsAppliance && (step.on === 'network' || step.on === 'clients'))
    return [{ path: `${path}/on`, expected: 'an appliance', found: describe(step.on) }]
  const acts = step.do !== undefined || step.update !== undefined
  const needed = acts || step.test === 'by-hosts-file' || step.warn?.includes('session-gap')
  if (!needed || step.on !== undefined) return []
  const expected =
    step.do === undefined
      ? 'the appliance that it is about'
      : 'who does it: an appliance, network or clients'
  return [{ path: `${path}/on`, expected, found: 'nothing' }]
}

function operationErrors(step: Step, path: string, { samples }: Cast): readonly RunbookError[] {
  const { do: name, with: input } = step
  if (name === undefined) {
    if (input === undefined) return []
    return [{ path: `${path}/with`, expected: 'do, whose input it is', found: 'no do' }]
  }
  const target = targetOf(step.on)
  const operation = operationIn(target, name)
  if (operation === undefined) {
    const names = Object.keys(target.table)
    const expected = expectedOneOf(`an operation of ${target.whose}`, name, names)
    return [{ path: `${path}/do`, expected, found: describe(name) }]
  }
  const { input: schema, secret = [] } = operation
  const known = { ...samples, ...secretSamples }
  const unknown = Object.entries(input ?? {}).flatMap(([field, value]) =>
    unknownPlaceholders(value, `${path}/with/${field}`, secret.includes(field) ? known : samples),
  )
  if (unknown.length > 0) return unknown
  return schemaErrors(schema, fillIn(input ?? {}, known)).map((error) => {
    const fields = Object.keys((schema as { properties?: object }).properties ?? {})
    const field = error.path.slice(1)
    const extra = error.expected === 'no such field'
    const expected = extra ? expectedOneOf(`an input of ${name}`, field, fields) : error.expected
    // A key that does not fit is still a key: it is not shown (SEC-01).
    const found = secret.includes(field) ? 'something else' : error.found
    return { path: `${path}/with${error.path}`, expected, found: extra ? `"${field}"` : found }
  })
}

function durationErrors(step: Step, path: string): readonly RunbookError[] {
  return (['wait', 'within'] as const).flatMap((field) => {
    const text = step[field]
    const ms = text === undefined ? undefined : parseDuration(text)
    if (ms === undefined || (ms > 0 && ms <= durationMaxMs)) return []
    const expected = `a duration longer than nothing and at most ${formatDuration(durationMaxMs)}`
    return [{ path: `${path}/${field}`, expected, found: describe(text) }]
  })
}
