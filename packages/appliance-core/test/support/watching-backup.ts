import type { LinkMessage } from '@understudy/shared'
import { PairedAppliance } from './paired-appliance.ts'

export const timeoutMs = 10_000
export const testAddress = '203.0.113.80'

/** A backup that takes over by itself after {@link timeoutMs}; its primary is the test. */
export class WatchingBackup {
  readonly paired: PairedAppliance
  /** The link to the witness, which the test speaks for; empty = it has not been dialed. */
  witnessLink = ''

  constructor(promotion: 'test-addresses' | 'witness') {
    this.paired = PairedAppliance.backup()
    const witness = { host: 'witness.example.com', port: 443 }
    const by = promotion === 'witness' ? { witness } : { testAddresses: [testAddress] }
    const outcome = this.one.invoke('set-backup-settings', {
      promotion,
      primaryTimeoutMs: timeoutMs,
      ...by,
    })
    if (!outcome.ok) throw new Error(outcome.refusal.message)
    if (promotion === 'witness') this.dialWitness()
  }

  get one() {
    return this.paired.one
  }

  dialWitness(): void {
    this.witnessLink = this.paired.dialed()
    this.one.give({ kind: 'link-up', link: this.witnessLink, side: 'dialed' })
  }

  /** The primary answers the last probe that bore a number, so that the settings count as told. */
  answerCheck(): void {
    const checks = this.paired.said('probe').map((m) => (m.type === 'probe' ? m.check : undefined))
    const check = checks.findLast((one) => one !== undefined)
    if (check === undefined) throw new Error('no probe bore a number')
    this.paired.say({ type: 'probe-answer', role: 'primary', vector: [], check })
  }

  /** The primary is heard. */
  hearPrimary(): void {
    this.paired.say({ type: 'probe-answer', role: 'primary', vector: [] })
  }

  vote(candidate: number): void {
    const message: LinkMessage = {
      type: 'witness-vote',
      epoch: 1,
      candidate,
      granted: true,
      reason: '',
    }
    this.one.give({ kind: 'link-message', link: this.witnessLink, message })
  }

  /** How often the test addresses were asked. */
  get pingCount(): number {
    return this.one.effects.filter(({ kind }) => kind === 'ping-addresses').length
  }
}
