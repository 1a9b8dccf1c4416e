import {
  accepted,
  type Outcome,
  type PopulationConfig,
  refusal,
  refused,
  type SiteTestResult,
  unknownParticipant,
} from '@understudy/shared'
import { jumpClientToCall } from './by-hand.ts'
import type { Asked, CommandInput, CommandOutput } from './commands.ts'
import type { Member, PopulationEffect } from './contract.ts'
import type { JumpClient } from './jump-clients/jump-client.ts'
import { officeOf } from './offices.ts'
import { testKey, testKeyPrefix } from './session-keys.ts'
import { SiteTest } from './site-test.ts'

/** Tests of the site and calls of Jump Clients, from the command that asks for one to its answer. */
export class Trials {
  readonly #config: PopulationConfig
  readonly #testsRunning = new Map<SiteTest, string>()
  readonly #callsRunning = new Map<JumpClient, string>()
  #soFar = 0
  /** The test machine's console stays installed between tests. */
  #consoleVersion: string | null = null

  constructor(config: PopulationConfig) {
    this.#config = config
  }

  /** Hands the machine that tests to `admit`; the answer follows when {@link noteTest} sees its result. */
  test(
    { test, appliance }: CommandInput<'run-site-test'>,
    id: string,
    admit: (member: Member) => void,
  ): Outcome<SiteTestResult> | 'later' {
    const { siteHostname, clients, seed, appliances } = this.#config
    const target = appliances.find((a) => a.name === appliance)
    if (appliance !== null && target === undefined)
      return refused(
        unknownParticipant(
          appliance,
          appliances.map((a) => a.name),
        ),
      )
    const member = new SiteTest({
      name: `${testKeyPrefix}${++this.#soFar}`,
      test,
      siteHostname,
      hosts: target === undefined ? {} : { [siteHostname]: target.address },
      office: officeOf(this.#config, 0),
      appliance,
      clients,
      seed,
      consoleVersion: this.#consoleVersion,
    })
    this.#testsRunning.set(member, id)
    admit(member)
    return 'later'
  }

  /** The answer follows when {@link noteCall} sees how it went; at once where there is no Jump Client to call. */
  call(
    members: Iterable<Member>,
    { id, nowMs, effects }: Asked,
  ): Outcome<CommandOutput<'call-jump-client'>> | 'later' {
    const client = jumpClientToCall(members)
    if (client === undefined) return accepted({ jumpClient: null, appliance: '', lsid: '' })
    this.#callsRunning.set(client, id)
    const key = testKey(this.#config.seed, `call-${++this.#soFar}`)
    effects.push(...client.call(key, nowMs))
    return 'later'
  }

  noteTest(test: SiteTest, effects: PopulationEffect[]): void {
    const id = this.#testsRunning.get(test)
    if (id === undefined || test.result === null) return
    this.#testsRunning.delete(test)
    this.#consoleVersion = test.consoleVersion
    effects.push({ kind: 'result', id, result: accepted(test.result) })
  }

  noteCall(client: JumpClient, effects: PopulationEffect[]): void {
    const id = this.#callsRunning.get(client)
    const outcome = id === undefined ? null : client.takeCallOutcome()
    if (id === undefined || outcome === null) return
    this.#callsRunning.delete(client)
    const { name } = client
    const result = outcome.reached
      ? accepted({ jumpClient: name, appliance: outcome.appliance, lsid: outcome.lsid })
      : refused(refusal('jump-client-not-reached', { client: name, found: outcome.reason }))
    effects.push({ kind: 'result', id, result })
  }
}
