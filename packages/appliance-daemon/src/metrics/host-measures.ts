import { gaugeOf, type Measure } from '@understudy/lab-channel'
import type { Caller, Outcome, OutputOf } from '@understudy/shared'
import { applianceMeasures } from './appliance-measures.ts'

/** Prometheus asks on the machine itself, for nothing but counts. */
const asker: Caller = { kind: 'owner', from: 'metrics' }

type Invoke = (operation: string, input: unknown, caller: Caller) => Promise<Outcome<unknown>>

/** The same questions that people ask, so that a figure is the same everywhere. */
export async function hostMeasures(
  kind: 'appliance' | 'witness',
  invoke: Invoke,
): Promise<readonly Measure[]> {
  const operation = kind === 'appliance' ? 'status' : 'witness-status'
  const said = await invoke(operation, {}, asker)
  if (!said.ok) return []
  if (kind === 'appliance') return applianceMeasures(said.value as OutputOf<'status'>)
  const { links, votes } = said.value as OutputOf<'witness-status'>
  return [
    gaugeOf('understudy_witness_links', 'Appliances linked to the witness', links),
    gaugeOf('understudy_witness_votes', 'Relationships that it has voted in', votes.length),
  ]
}
