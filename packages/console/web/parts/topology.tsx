import type { LiveView } from '@understudy/console'
import type { ApplianceStatus } from '@understudy/shared'
import { useState } from 'preact/hooks'
import type { Server } from '../server.ts'
import { bytes, clock, count, span } from '../words.ts'
import { outcomeOf, Said, type SaidText } from './said.tsx'

type Act = (who: string, operation: string, input: unknown) => Promise<void>

/** The lab's parts, how they are joined, and who gets the traffic. */
export function Topology({ view, server }: { view: LiveView; server: Server }) {
  const [said, setSaid] = useState<SaidText>(null)
  const { lab, statuses } = view
  const { network, appliances } = statuses
  const act: Act = async (who, operation, input) =>
    setSaid(await outcomeOf(server, who, operation, input))
  const swing = async (to: string): Promise<void> => {
    try {
      const { lines } = await server.ask<{ lines: readonly string[] }>('swing', { to })
      setSaid({ good: true, text: lines.join('\n') })
    } catch (error) {
      setSaid({ good: false, text: (error as Error).message })
    }
  }
  const leadsTo = network?.siteLeadsTo ?? null
  return (
    <section class="card" aria-labelledby="topology">
      <h2 id="topology">Topology</h2>
      <ul class="offices" aria-label="Offices">
        {(network?.offices ?? []).map((office) => (
          <li key={office.name} class={office.stale ? 'office stale' : 'office'}>
            <strong>{office.name}</strong>
            <span>
              → {office.leadsTo ?? 'nobody'}
              {office.stale ? ' (stale)' : ''}
            </span>
          </li>
        ))}
      </ul>
      <p class="site">
        <span class="soft">{lab.site} leads to</span>{' '}
        <strong class={leadsTo === null ? 'bad' : ''}>{leadsTo ?? 'nobody'}</strong>{' '}
        <span class="soft">by {lab.swing}</span>
        {network?.conflict === true ? <strong class="bad"> · two claim it</strong> : null}
      </p>
      <div class="appliances">
        {lab.appliances.map((name) => (
          <Appliance
            key={name}
            name={name}
            status={appliances[name] ?? null}
            serves={leadsTo?.split(', ').includes(name) === true}
            act={act}
            swing={swing}
          />
        ))}
      </div>
      <Cables view={view} act={act} />
      <Said said={said} />
    </section>
  )
}

function Appliance({
  name,
  status,
  serves,
  act,
  swing,
}: {
  name: string
  status: ApplianceStatus | null
  serves: boolean
  act: Act
  swing: (to: string) => Promise<void>
}) {
  if (status === null)
    return (
      <article class="appliance gone" aria-label={`Appliance ${name}`}>
        <h3>{name}</h3>
        <p class="bad">gives no answer</p>
        <div class="buttons">
          <button type="button" onClick={() => act('network', 'power-back', { appliance: name })}>
            Power on {name}
          </button>
        </div>
      </article>
    )
  return (
    <article
      class={`appliance ${status.role}${serves ? ' serves' : ''}`}
      aria-label={`Appliance ${name}`}
    >
      <h3>
        {name}{' '}
        <span class={`badge ${status.role}`}>
          {status.role === 'none' ? 'standalone' : status.role}
        </span>
        {serves ? <span class="badge owner">has the traffic</span> : null}
      </h3>
      <dl>
        <Fact label="Software" value={`${status.site} on Base ${status.base}`} />
        <Fact label="State" value={`${status.state}, epoch ${status.epoch}`} />
        <Fact label="Link" value={linkOf(status)} bad={status.relationship?.link === 'down'} />
        <Fact label="Sync" value={syncOf(status)} bad={status.sync.lastResult === 'failed'} />
        {status.exposure === null ? null : (
          <Fact
            label="At risk"
            value={`${recordsIn(status.exposure.records)}, ${bytes(status.exposure.bytes)}`}
          />
        )}
        <Fact
          label="People"
          value={`${status.users.consoles} representatives, ${status.sessions.active} sessions`}
        />
      </dl>
      <Installation status={status} />
      <div class="buttons">
        <button type="button" onClick={() => act(name, 'sync-now', {})}>
          Sync {name} now
        </button>
        <button type="button" onClick={() => swing(name)}>
          Swing to {name}
        </button>
        <button type="button" onClick={() => act(name, 'become-primary', {})}>
          Make {name} primary
        </button>
        <button
          type="button"
          class="danger"
          onClick={() => act('network', 'power-loss', { appliance: name })}
        >
          Power off {name}
        </button>
      </div>
    </article>
  )
}

const Fact = ({ label, value, bad = false }: { label: string; value: string; bad?: boolean }) => (
  <div>
    <dt>{label}</dt>
    <dd class={bad ? 'bad' : ''}>{value}</dd>
  </div>
)

function linkOf({ relationship }: ApplianceStatus): string {
  if (relationship === null) return 'no relationship'
  return `${relationship.link}${relationship.conflict ? ', both have one role' : ''}`
}

function syncOf({ sync }: ApplianceStatus): string {
  if (sync.state === 'running')
    return `runs: ${recordsIn(sync.recordsReceived)}, ${bytes(sync.bytesReceived)}`
  if (sync.lastFinishedAtMs === null) return 'never'
  const reason = sync.lastReason === '' ? '' : `: ${sync.lastReason}`
  return `${sync.lastResult} at ${clock(sync.lastFinishedAtMs)}${reason}`
}

function Installation({ status }: { status: ApplianceStatus }) {
  const { installation } = status
  if (installation === null) return null
  const { startedAtMs, endsAtMs, step, state } = installation
  return (
    <p class={state === 'running' ? 'warn' : 'bad'}>
      Installs {installation.package}: {step}
      {state === 'running' ? `, ${span(endsAtMs - startedAtMs)} in all` : `, ${state}`}
    </p>
  )
}

/** What lies on the paths, and the cables between the appliances. */
function Cables({ view, act }: { view: LiveView; act: Act }) {
  const { network } = view.statuses
  const { appliances } = view.lab
  const pairs = appliances.flatMap((from, i) => appliances.slice(i + 1).map((to) => ({ from, to })))
  const isCut = (from: string, to: string): boolean =>
    network?.cutPaths.some((cut) => cut.from === from && cut.to === to) === true
  return (
    <div class="cables">
      <h3>Paths and faults</h3>
      <ul>
        {(network?.faults ?? []).map((fault) => (
          <li key={fault.name}>
            <span class="warn">
              {fault.kind} {fault.from} → {fault.to}
            </span>{' '}
            <span class="soft">
              {fault.name}, {count(fault.connectionsHit)} connections hit
            </span>{' '}
            <button
              type="button"
              onClick={() => act('network', 'remove-fault', { name: fault.name })}
            >
              End {fault.name}
            </button>
          </li>
        ))}
        {pairs.map(({ from, to }) => {
          const cut = isCut(from, to)
          const operation = cut ? 'heal-path' : 'cut-path'
          return (
            <li key={`${from}-${to}`}>
              Cable {from} – {to}:{' '}
              <strong class={cut ? 'bad' : ''}>{cut ? 'pulled' : 'in place'}</strong>{' '}
              <button type="button" onClick={() => act('network', operation, { from, to })}>
                {cut ? 'Put back' : 'Pull'} {from} – {to}
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

const recordsIn = (n: number): string => (n === 1 ? '1 record' : `${count(n)} records`)
