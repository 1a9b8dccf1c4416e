import {
  type LabCommand,
  type Outcome,
  type Refusal,
  refusal,
  refused,
  unknownParticipant,
} from '@understudy/shared'
import type { Participant } from './participant.ts'
import type { Participants } from './participants.ts'

/** The most commands at a time; more are refused. */
const underWayMax = 10_000

interface UnderWay {
  readonly from: Participant
  readonly to: Participant
  /** The id that the asker gave it. */
  readonly id: string
}

/** Carries commands from one participant to another, and their results back. */
export class CommandRouter {
  readonly #participants: Participants
  readonly #network: (command: LabCommand) => Outcome<unknown>
  readonly #underWay = new Map<string, UnderWay>()
  #count = 0

  /** `network` performs commands addressed to the network itself. */
  constructor(participants: Participants, network: (command: LabCommand) => Outcome<unknown>) {
    this.#participants = participants
    this.#network = network
  }

  command(from: Participant, id: string, to: string, command: LabCommand): void {
    const target = this.#participants.get(to)
    if (to === 'network') {
      from.send({ type: 'result', id, result: this.#network(command) })
    } else if (target === undefined) {
      from.send({ type: 'result', id, result: refused(this.#unknown(to)) })
    } else if (this.#underWay.size >= underWayMax) {
      const why = refusal('too-many', {
        what: 'commands at a time',
        found: underWayMax + 1,
        expected: underWayMax,
      })
      from.send({ type: 'result', id, result: refused(why) })
    } else {
      const routed = String(++this.#count)
      this.#underWay.set(routed, { from, to: target, id })
      target.send({ type: 'command', id: routed, from: from.config.name, command })
    }
  }

  result(from: Participant, routed: string, result: Outcome<unknown>): void {
    const underWay = this.#underWay.get(routed)
    if (underWay?.to !== from) return
    this.#underWay.delete(routed)
    underWay.from.send({ type: 'result', id: underWay.id, result })
  }

  /** Commands sent to it fail; commands it sent are forgotten. */
  left(participant: Participant): void {
    const name = participant.config.name
    for (const [routed, { from, to, id }] of this.#underWay) {
      if (from !== participant && to !== participant) continue
      this.#underWay.delete(routed)
      const result = refused(refusal('left-the-lab', { who: name }))
      if (from !== participant) from.send({ type: 'result', id, result })
    }
  }

  #unknown(to: string): Refusal {
    return unknownParticipant(to, ['network', ...this.#participants.names])
  }
}
