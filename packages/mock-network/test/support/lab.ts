import { type JoinOptions, joinLab, type LabChannel } from '@understudy/lab-channel'
import { smallNetwork } from '@understudy/network-model/parity'
import type { ClockMode, NetworkConfig } from '@understudy/shared'
import pino from 'pino'
import type { Test } from 'tap'
import { LabNetwork } from '../../src/lab-network.ts'

export const startsAtMs = 1_351_980_000_000
export const token = 'a token for tests alone'

export const network = smallNetwork
export const { sharedAddress, publicAddress } = network

export interface TestLab {
  readonly network: LabNetwork
  readonly hubPort: number
  /** Names of the clients' networks. */
  readonly offices: readonly string[]
  /** Joins; the channel is closed at the end of the test. */
  join(options: Pick<JoinOptions, 'name' | 'kind'> & Partial<JoinOptions>): Promise<LabChannel>
}

export interface TestLabOptions {
  readonly clock?: ClockMode
  readonly fencing?: boolean
  /** No jump before these have joined. */
  readonly participants?: readonly string[]
  /** Real time between two questions whether everybody is there. */
  readonly beatMs?: number
  /** How many may wait for one appliance's first byte. */
  readonly unansweredMax?: number
  /** What else is not as in {@link network}. */
  readonly network?: Partial<NetworkConfig>
}

/** A mock network in this process, stopped at the end of the test. */
export async function startLab(t: Test, options: TestLabOptions = {}): Promise<TestLab> {
  const { clock = 'skip', fencing = false, participants = [] } = options
  const config = { ...network, fencing, ...options.network }
  const lab = new LabNetwork({
    lab: { network: config, clock, startsAtMs },
    participants,
    seed: 'test',
    token,
    log: pino({ level: 'silent' }),
    ...(options.beatMs === undefined ? {} : { beatMs: options.beatMs }),
    ...(options.unansweredMax === undefined ? {} : { unansweredMax: options.unansweredMax }),
  })
  const hubPort = await lab.listen(0)
  t.teardown(() => lab.stop())
  return {
    network: lab,
    hubPort,
    offices: config.offices.map((office) => office.name),
    join: async (joining) => {
      const channel = await joinLab({ hubPort, token, ...joining })
      t.teardown(() => channel.close())
      return channel
    },
  }
}
