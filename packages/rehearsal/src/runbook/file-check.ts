import { describe, operationIn, targetOf } from '@understudy/shared'
import type { RunbookError } from './runbook-error.ts'
import type { Step } from './schema.ts'

/** An operation that takes a file has it from an earlier step, whose id it names: what else could be on the desk? */
export function fileErrors(
  steps: readonly { readonly step: Step; readonly path: string }[],
): readonly RunbookError[] {
  return steps.flatMap(({ step, path }, i) => {
    const file = step.with?.['file']
    if (useOf(step) !== 'takes' || typeof file !== 'string') return []
    const given = steps
      .slice(0, i)
      .some((one) => one.step.id === file && useOf(one.step) === 'gives')
    if (given) return []
    const expected = 'the id of an earlier step that gives a file'
    return [{ path: `${path}/with/file`, expected, found: describe(file) }]
  })
}

const useOf = ({ on, do: name }: Step) =>
  name === undefined ? undefined : operationIn(targetOf(on), name)?.file
