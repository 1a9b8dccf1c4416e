import { loopback } from '@understudy/lab-channel'
import type { Answer, RecordType, Zone } from '@understudy/network-model'
import type { Logger } from 'pino'
import { DnsAnswerer } from './dns-answerer.ts'
import { DnsListener } from './listener/dns-listener.ts'
import { classes, isMetaType, rcodes, types } from './wire/codes.ts'
import type { WireQuestion } from './wire/message.ts'
import type { Reply } from './wire/reply.ts'
import { addressAnswer, answerToAny, isAddressType, zoneAnswer } from './zone-answer.ts'

export interface OfficeResolverServerOptions {
  readonly zone: Zone
  /** Asks the office's resolver. */
  readonly lookUp: (name: string, type: RecordType, nowMs: number) => Answer
  /** The lab time. */
  readonly nowMs: () => number
  readonly log: Logger
  /** What it listens on. Default: loopback. */
  readonly host?: string
}

/** One office's resolver on a port, so that people can `dig` what an office believes. */
export class OfficeResolverServer {
  readonly #options: OfficeResolverServerOptions
  readonly #listener: DnsListener

  constructor(options: OfficeResolverServerOptions) {
    const { zone, log, host = loopback.host } = options
    this.#options = options
    const answerer = new DnsAnswerer({
      zone,
      answer: (question) => this.#reply(question),
      key: null,
      realNowMs: Date.now,
    })
    this.#listener = new DnsListener(
      (packet, transport) => answerer.answer(packet, transport),
      log,
      { host },
    )
  }

  /** Resolves with the port; 0 = a free one. Rejects if the port is taken. */
  start(port: number): Promise<number> {
    return this.#listener.start(port)
  }

  /** Idempotent. */
  stop(): Promise<void> {
    return this.#listener.stop()
  }

  /** Addresses as the office has cached them, with their remaining TTL; other types as in the zone. */
  #reply(question: WireQuestion): Reply {
    const { zone, lookUp, nowMs } = this.#options
    const { name, type } = question
    if (type === types.any) return answerToAny((one) => this.#reply({ ...question, type: one }))
    const recursive = { authoritative: false, recursionAvailable: true }
    if (question.class !== classes.in || isMetaType(type) || !isAddressType(type)) {
      return { ...zoneAnswer(zone, question), ...recursive }
    }
    const now = nowMs()
    const kind = type === types.a ? 'A' : 'AAAA'
    const { rcode, addresses, expiresAtMs } = lookUp(name.text, kind, now)
    if (rcode === 'REFUSED') return { rcode: rcodes.refused, ...recursive }
    const ttlMs = Math.max(0, expiresAtMs - now)
    const answers = addresses.map((address) =>
      addressAnswer(name.text, { type: kind, address, ttlMs }),
    )
    return { rcode: rcode === 'NXDOMAIN' ? rcodes.nxDomain : rcodes.noError, ...recursive, answers }
  }
}
