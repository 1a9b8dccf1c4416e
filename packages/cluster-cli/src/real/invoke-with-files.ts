import type { ConductorEffect } from '@understudy/rehearsal'
import {
  accepted,
  type InputOf,
  type OperationName,
  type Outcome,
  operationOf,
} from '@understudy/shared'
import type { ApplianceCalls } from '../appliances/appliance-calls.ts'
import type { KeptContent } from '../output/kept-content.ts'

/** Asks for the operation; a kept file that it takes is handed over before, one that it gives is fetched and kept. */
export async function invokeWithFiles(
  calls: ApplianceCalls,
  kept: ReadonlyMap<string, KeptContent>,
  keep: (file: string, content: KeptContent) => void,
  { appliance, operation, input, keepAs }: Extract<ConductorEffect, { kind: 'invoke' }>,
): Promise<Outcome<unknown>> {
  const given = await handedOver(calls, kept, appliance, operation, input)
  if (!given.ok) return given
  const outcome = await calls.invoke(appliance, operation, given.value)
  if (!outcome.ok || keepAs === undefined) return outcome
  const bytes = await calls.download(appliance, (outcome.value as { file: string }).file)
  if (!bytes.ok) return bytes
  keep(keepAs, bytes.value)
  return outcome
}

async function handedOver<K extends OperationName>(
  calls: ApplianceCalls,
  kept: ReadonlyMap<string, KeptContent>,
  appliance: string,
  operation: K,
  input: InputOf<K>,
): Promise<Outcome<InputOf<K>>> {
  if (operationOf(operation).file !== 'takes') return accepted(input)
  const content = kept.get((input as { file: string }).file)
  // Then the appliance says that it has no such file.
  if (content === undefined) return accepted(input)
  const held = await calls.upload(appliance, Buffer.from(content))
  return held.ok ? accepted({ ...input, file: held.value }) : held
}
