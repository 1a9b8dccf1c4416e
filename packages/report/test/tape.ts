import type { EventBody, LabEvent, StepOutcome } from '@understudy/shared'

/** Saturday, 3 November 2012, 22:00 UTC. */
export const originMs = 1_351_980_000_000

export const second = 1_000
export const minute = 60_000

/** Records a synthetic event stream: a clock that the author moves, and who told what. */
export class Tape {
  readonly events: LabEvent[] = []
  nowMs = originMs
  #window = ''

  wait(ms: number): this {
    this.nowMs += ms
    return this
  }

  tell(source: string, ...bodies: readonly EventBody[]): this {
    for (const body of bodies) this.events.push({ ...body, source, atMs: this.nowMs })
    return this
  }

  start(runbook: string, title: string, lab = 'default'): this {
    const site = 'support.example.com'
    const plan = { runbook, title, world: 'virtual', seed: '7', lab, site } as const
    return this.tell('conductor', {
      name: 'rehearsal-started',
      ...plan,
      sharedAddress: '192.0.2.100',
    })
  }

  ready(base: string, site: string): this {
    const versions = ['a', 'b'].map((appliance) => ({ appliance, base, site }))
    return this.tell('conductor', { name: 'lab-ready', versions })
  }

  window(window: string, title: string, body: () => void): this {
    this.#window = window
    this.tell('conductor', { name: 'window-started', window, title })
    body()
    this.wait(5).tell('conductor', { name: 'window-ended', window })
    this.#window = ''
    return this
  }

  step(step: string, title: string, options: StepOptions, body: () => void = () => {}): this {
    const { on: appliance = '', guide = 'G2, Cópia de segurança e sincronização' } = options
    const what = { step, window: this.#window, guide, appliance, title }
    this.wait(3).tell('conductor', { name: 'step-started', ...what })
    body()
    const { outcome = 'passed', evidence = [], expected = '', found = '' } = options
    const how = { outcome, evidence, expected, found }
    return this.wait(4).tell('conductor', { name: 'step-ended', step, ...how })
  }

  /** A probe tells now that the site does not answer it. */
  down(probe: string, startedAtMs: number, lastGoodMs = startedAtMs, reason = 'no answer'): this {
    const known = { startedAtMs, earliestMs: lastGoodMs, lastGoodMs, reason }
    return this.tell('clients', { name: 'outage-began', probe, ...known })
  }

  /** An outage that a probe saw, told when it was over. */
  outage(probe: string, startedMs: number, endedMs: number, reason = 'no answer'): this {
    const startedAtMs = originMs + startedMs
    const endedAtMs = originMs + endedMs
    this.nowMs = startedAtMs + Math.min(12, (endedMs - startedMs) >> 1)
    this.down(probe, startedAtMs, startedAtMs, reason)
    this.nowMs = endedAtMs
    const span = { startedAtMs, endedAtMs, lastFailedMs: endedAtMs, probesFailed: 3 }
    return this.tell('clients', { name: 'outage-ended', probe, ...span, reason })
  }

  /** What the probe saw, minute by minute, `up` or not, and a session every half minute while up. */
  live(ms: number, up: boolean, serving = 'a'): this {
    const endMs = this.nowMs + ms
    while (this.nowMs < endMs) {
      const fromMs = this.nowMs
      const toMs = Math.min(endMs, fromMs + minute)
      this.nowMs = toMs
      const count = Math.max(1, Math.round((toMs - fromMs) / 5_000))
      const seen = up ? { ok: count, failed: 0 } : { ok: 0, failed: count * 4 }
      this.tell('clients', { name: 'availability', probe: 'probe-1', fromMs, toMs, ...seen })
      if (up) this.session(serving).session(serving)
    }
    return this
  }

  session(appliance: string): this {
    const number = this.events.length
    const lsid = number.toString(16).padStart(32, '0')
    const externalKey = `case-${number}`
    const client = `rep-${number % 20}`
    return this.tell('clients', {
      name: 'session-acknowledged',
      client,
      lsid,
      externalKey,
      appliance,
    })
  }

  audit(...lost: readonly string[]): this {
    const known = new Set(
      this.events.flatMap((e) => (e.name === 'session-acknowledged' ? [e.externalKey] : [])),
    )
    return this.tell('conductor', {
      name: 'audit',
      acknowledged: known.size,
      lost: lost.map((lsid) => ({ lsid, externalKey: `case of ${lsid}` })),
      holder: 'b',
    })
  }

  end(outcome: 'completed' | 'stopped' = 'completed', reason = 'every step was played'): this {
    return this.tell('conductor', { name: 'rehearsal-ended', outcome, reason })
  }
}

export interface StepOptions {
  readonly on?: string
  readonly guide?: string
  readonly outcome?: StepOutcome
  readonly evidence?: readonly string[]
  readonly expected?: string
  readonly found?: string
}
