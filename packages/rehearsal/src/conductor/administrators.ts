import type { ApplianceName, PlannedSetting } from '@understudy/shared'
import type { ConductorInput } from './contract.ts'
import type { Stage } from './stage.ts'

/**
 * The people who change settings while the runbook is played, as the lab file says (SYN-02). They work beside the
 * steps, which do not wait for them: they log in where the site leads, or at the appliance the file names.
 */
export class Administrators {
  readonly #stage: Stage
  readonly #planned: readonly PlannedSetting[]
  /** By timer. */
  readonly #due = new Map<string, PlannedSetting>()
  /** By call. */
  readonly #asked = new Map<string, { readonly setting: PlannedSetting; readonly on: string }>()
  #site: ApplianceName | undefined

  constructor(stage: Stage, planned: readonly PlannedSetting[]) {
    this.#stage = stage
    this.#planned = planned
  }

  /** The first window begins. */
  begin(): void {
    for (const setting of this.#planned) this.#due.set(this.#stage.setTimer(setting.atMs), setting)
  }

  /** Every input of the rehearsal comes through here too. */
  take(input: ConductorInput): void {
    if (input.kind === 'event' && input.event.name === 'site-leads-to') {
      const { appliance } = input.event
      this.#site = appliance ?? undefined
    } else if (input.kind === 'timer') this.#change(input.timer)
    else if (input.kind === 'answer' && !input.outcome.ok) {
      const asked = this.#asked.get(input.call)
      if (asked !== undefined)
        this.#notChanged(asked.setting, asked.on, input.outcome.refusal.message)
    }
  }

  #change(timer: string): void {
    const setting = this.#due.get(timer)
    if (setting === undefined) return
    this.#due.delete(timer)
    const on = setting.on === 'site' ? this.#site : setting.on
    if (on === undefined) {
      this.#notChanged(setting, '', 'the site leads to nobody')
      return
    }
    const { key, value } = setting
    this.#asked.set(this.#stage.ask(on, 'set-setting', { key, value }), { setting, on })
  }

  #notChanged({ key }: PlannedSetting, appliance: string, reason: string): void {
    this.#stage.record({ name: 'setting-not-changed', key, appliance, reason })
  }
}
