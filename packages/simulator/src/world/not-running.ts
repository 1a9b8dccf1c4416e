import type { ApplianceConfig } from '@understudy/appliance-core'
import { type Outcome, refusal, refused } from '@understudy/shared'

/** What whoever asks for an operation is told where no process runs to answer. */
export const notRunning = (
  step: string,
  { hostname, tlsPort }: Pick<ApplianceConfig, 'hostname' | 'tlsPort'>,
): Outcome<unknown> =>
  refused(
    refusal('peer-unreachable', {
      step,
      from: 'the operator',
      host: hostname,
      port: tlsPort,
      found: 'its process does not run',
    }),
  )
