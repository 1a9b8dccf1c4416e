import type { Socket } from 'node:net'
import type { ToxicSpec } from '@understudy/network-model'
import type { StreamDirection } from '../../forwarders/relay.ts'
import type { ProxyTarget } from '../proxies/proxy-target.ts'
import { type Toxic, toxicSpec } from '../toxics/toxic.ts'
import type { ToxicChange } from '../toxics/toxic-list.ts'
import type { LabAccess } from './lab-access.ts'
import type { LabPath } from './lab-path.ts'
import type { ToxicHits } from './toxic-hits.ts'
import { endsOf, toxicSentence } from './toxic-sentence.ts'

/**
 * A path of the lab: its toxics hit every flow on it, in lab time; switched off, it lets nothing pass. Each toxic
 * appears in the lab's events as a fault that begins and ends.
 */
export class LabPathTarget implements ProxyTarget {
  readonly fixed: string
  readonly #path: LabPath
  readonly #lab: LabAccess
  readonly #hits: ToxicHits
  readonly #startedAtMs = new Map<string, number>()
  #isEnabled = true

  constructor(path: LabPath, lab: LabAccess, hits: ToxicHits) {
    this.#path = path
    this.#lab = lab
    this.#hits = hits
    this.fixed = `${path.name} is a path of the lab: its listen and upstream cannot be changed`
  }

  accept(client: Socket): void {
    const { origin, host, port } = this.#path
    this.#lab.enter(origin, host, port, client)
  }

  switched({ isEnabled }: { isEnabled: boolean }): void {
    if (isEnabled === this.#isEnabled) return
    this.#isEnabled = isEnabled
    this.#lab.setPathEnabled(this.#path.name, isEnabled)
  }

  toxicsChanged(toxics: readonly Toxic[], changes: readonly ToxicChange[]): void {
    const specsOf = (direction: StreamDirection) =>
      toxics.filter((toxic) => toxic.direction === direction).map((toxic) => this.#specOf(toxic))
    for (const change of changes) {
      if (change.kind === 'removed') this.#ended(change.toxic)
      if (change.kind === 'updated') this.#ended(change.before)
      if (change.kind !== 'removed') this.#began(change.toxic)
    }
    this.#lab.setPathToxics(this.#path.name, specsOf('upstream'), specsOf('downstream'))
  }

  removed(): void {
    this.switched({ isEnabled: true })
  }

  abandoned(): void {
    // The lab's own end closes its flows.
  }

  #began(toxic: Toxic): void {
    const fault = this.#faultOf(toxic)
    this.#startedAtMs.set(toxic.name, this.#lab.nowMs())
    this.#hits.begin(fault)
    this.#lab.record({
      name: 'fault-began',
      fault,
      kind: toxic.type,
      ...endsOf(toxic, this.#path),
      detail: toxicSentence(toxic, this.#path),
    })
  }

  #ended(toxic: Toxic): void {
    const fault = this.#faultOf(toxic)
    const startedAtMs = this.#startedAtMs.get(toxic.name) ?? this.#lab.nowMs()
    this.#startedAtMs.delete(toxic.name)
    this.#lab.record({
      name: 'fault-ended',
      fault,
      kind: toxic.type,
      startedAtMs,
      connectionsHit: this.#hits.end(fault),
      reason: 'operation',
    })
  }

  /** Two paths can meet on one flow, so toxic names there include the path. */
  #specOf(toxic: Toxic): ToxicSpec {
    const fault = this.#faultOf(toxic)
    return { ...toxicSpec(toxic), name: fault, fault }
  }

  #faultOf(toxic: Toxic): string {
    return `${this.#path.name}/${toxic.name}`
  }
}
