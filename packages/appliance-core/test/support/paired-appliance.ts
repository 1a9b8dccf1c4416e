import {
  findVersion,
  type LinkIdentity,
  type LinkMessage,
  linkProtocol,
  type UnstampedLinkMessage,
} from '@understudy/shared'
import { OneAppliance } from './one-appliance.ts'

type EstablishRequest = Extract<UnstampedLinkMessage, { type: 'establish-request' }>

const relationshipId = 'c'.repeat(32)

export interface PairedOptions {
  /** The epoch of the relationship: that of the peer before it, and one more. */
  readonly epoch?: number
  readonly version?: string
}

/** One appliance in a relationship whose other end is the test: it says what it likes, or nothing. */
export class PairedAppliance {
  readonly one: OneAppliance
  readonly version: string
  readonly epoch: number
  /** The relationship's link. */
  link = ''
  relationship = ''
  #accepted = 0

  constructor(options: PairedOptions = {}) {
    this.version = options.version ?? '11.1.0'
    this.epoch = options.epoch ?? 1
    this.one = new OneAppliance({}, this.version)
    this.one.invoke('set-pre-shared-key', { key: 'correct horse battery staple' })
    this.one.effects.length = 0
  }

  static primary(options: PairedOptions = {}): PairedAppliance {
    const paired = new PairedAppliance(options)
    const { one } = paired
    one.ask('establish-relationship', establishInput)
    one.give({ kind: 'link-up', link: paired.dialed(), side: 'dialed' })
    const request = paired.said('establish-request')[0]
    if (request?.type !== 'establish-request') throw new Error('nothing was asked')
    paired.relationship = request.relationship
    paired.link = paired.accept()
    const { relationship, epoch } = paired
    paired.say({ type: 'establish-back', ...paired.identity('none', epoch - 1), relationship })
    paired.say({ type: 'established-ack', relationship, vector: [] })
    return paired
  }

  static backup(options: PairedOptions = {}): PairedAppliance {
    const paired = new PairedAppliance(options)
    paired.becomeBackup()
    return paired
  }

  /** The peer establishes a relationship, with `force` over what this one holds of its own. */
  becomeBackup({ force = false } = {}): void {
    this.relationship = relationshipId
    this.link = this.accept()
    this.say({ ...this.establishRequest(), force })
    this.link = this.dialed()
    this.one.give({ kind: 'link-up', link: this.link, side: 'dialed' })
    this.say({ type: 'established', relationship: relationshipId, vector: [] })
  }

  establishRequest(): EstablishRequest {
    return {
      type: 'establish-request',
      ...this.identity('none', this.epoch - 1),
      relationship: this.relationship,
      reverseHost: '192.0.2.11',
      reversePort: 443,
      vector: [],
      force: false,
      discardMax: 0,
    }
  }

  identity(role: LinkIdentity['role'], epoch: number): LinkIdentity {
    return {
      protocol: linkProtocol,
      guid: 'b'.repeat(32),
      name: 'b',
      siteHostname: 'support.example.com',
      base: '3.3.2',
      site: this.version,
      build: findVersion('site', this.version)?.build ?? 0,
      role,
      epoch,
    }
  }

  /** The peer dials: the name of the link that comes of it. */
  accept(): string {
    this.#accepted += 1
    const link = `peer-${this.#accepted}`
    this.one.give({ kind: 'link-up', link, side: 'accepted' })
    return link
  }

  /** The link that was dialed last. */
  dialed(): string {
    const dial = this.one.effects.findLast((e) => e.kind === 'dial')
    if (dial?.kind !== 'dial') throw new Error('nothing was dialed')
    return dial.link
  }

  /** The peer says that, at the relationship's epoch where it names none. */
  say(message: UnstampedLinkMessage, link = this.link): void {
    const stamped = { epoch: this.epoch, ...message } as LinkMessage
    this.one.give({ kind: 'link-message', link, message: stamped })
  }

  /** The link is lost, and the peer dials and says hello as what it is. */
  relink(role: LinkIdentity['role']): void {
    this.one.give({ kind: 'link-down', link: this.link, reason: 'the connection was reset' })
    this.one.pass(1)
    this.link = this.accept()
    const { relationship, epoch } = this
    this.say({ type: 'hello', ...this.identity(role, epoch), relationship, vector: [] })
  }

  /** What the peer was told, of that kind. */
  said(type: LinkMessage['type']): readonly LinkMessage[] {
    return this.one.effects.flatMap((e) =>
      e.kind === 'send' && e.message.type === type ? [e.message] : [],
    )
  }

  /** The peer answers every probe from here on while time passes. */
  passProbed(ms: number): void {
    const stepMs = 5_000
    for (let passedMs = 0; passedMs < ms; passedMs += stepMs) {
      this.one.pass(stepMs)
      const role = this.one.status().role === 'primary' ? 'backup' : 'primary'
      this.say({ type: 'probe-answer', role, vector: [] })
    }
  }

  codesOf(event: 'link-refused' | 'alert'): readonly string[] {
    return this.one.effects.flatMap((e) =>
      e.kind === 'record' && e.event.name === event ? [e.event.code] : [],
    )
  }
}

const establishInput = {
  peerHost: '192.0.2.11',
  peerPort: 443,
  reverseHost: '192.0.2.10',
  reversePort: 443,
}
