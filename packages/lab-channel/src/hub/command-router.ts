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

/** The network's answer, or who behind it answers instead; `absent`: what is said if they are not there. */
export type NetworkReply =
  | { readonly kind: 'answer'; readonly result: Outcome<unknown> }
  | { readonly kind: 'pass-on'; readonly to: string; readonly absent: Refusal }

interface UnderWay {
  readonly from: Participant
  readonly to: Participant
  /** The id that the asker gave it. */
  readonly id: string
  /** What is said if `to` leaves before it answers. */
  readonly absent: Refusal
}

/** Carries commands from one participant to another, and their results back. */
export class CommandRouter {
  readonly #participants: Participants
  readonly #network: (command: LabCommand) => NetworkReply
  readonly #underWay = new Map<string, UnderWay>()
  #count = 0

  /** `network` performs commands addressed to the network itself. */
  constructor(participants: Participants, network: (command: LabCommand) => NetworkReply) {
    this.#participants = participants
    this.#network = network
  }

  command(from: Participant, id: string, to: string, command: LabCommand): void {
    if (to !== 'network') {
      this.#pass(from, id, command, to, this.#unknown(to), refusal('left-the-lab', { who: to }))
      return
    }
    const reply = this.#network(command)
    if (reply.kind === 'answer') from.send({ type: 'result', id, result: reply.result })
    else this.#pass(from, id, command, reply.to, reply.absent, reply.absent)
  }

  #pass(
    from: Participant,
    id: string,
    command: LabCommand,
    to: string,
    unknown: Refusal,
    absent: Refusal,
  ): void {
    const target = this.#participants.get(to)
    if (target === undefined) {
      from.send({ type: 'result', id, result: refused(unknown) })
    } else if (this.#underWay.size >= underWayMax) {
      const why = refusal('too-many', {
        what: 'commands at a time',
        found: underWayMax + 1,
        expected: underWayMax,
      })
      from.send({ type: 'result', id, result: refused(why) })
    } else {
      const routed = String(++this.#count)
      this.#underWay.set(routed, { from, to: target, id, absent })
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
    for (const [routed, { from, to, id, absent }] of this.#underWay) {
      if (from !== participant && to !== participant) continue
      this.#underWay.delete(routed)
      if (from !== participant) from.send({ type: 'result', id, result: refused(absent) })
    }
  }

  #unknown(to: string): Refusal {
    return unknownParticipant(to, ['network', ...this.#participants.names])
  }
}
