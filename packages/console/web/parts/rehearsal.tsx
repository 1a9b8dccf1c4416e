import type { LiveView, RunTold, StepTold } from '@understudy/console'
import { useEffect, useState } from 'preact/hooks'
import type { Server } from '../server.ts'
import { span } from '../words.ts'
import { Said, type SaidText } from './said.tsx'

interface Left {
  readonly name: string
  readonly title: string
  readonly world: string
  readonly verdict: string
  readonly downtimeMs: number
}

interface Preview {
  readonly title: string
  readonly windows: readonly {
    readonly title: string
    readonly steps: readonly { readonly id: string; readonly title: string; readonly on: string }[]
  }[]
}

/** A rehearsal beside this lab: what would be done, what is being done, what is waited for, and what came of others. */
export function Rehearsal({
  view,
  run,
  server,
}: {
  view: LiveView
  run: RunTold | null
  server: Server
}) {
  const [said, setSaid] = useState<SaidText>(null)
  const told = (error: unknown): void => setSaid({ good: false, text: (error as Error).message })
  const ask = (name: string, input: unknown): void => {
    setSaid(null)
    server.ask(name, input).catch(told)
  }
  const isRunning = run?.state === 'running'
  return (
    <section class="card" aria-labelledby="rehearsal">
      <h2 id="rehearsal">Rehearsals</h2>
      {isRunning ? (
        <Course view={view} ask={ask} />
      ) : (
        <Begin server={server} ask={ask} told={told} />
      )}
      {run?.state === 'ended' ? (
        <>
          <p class={run.exitCode === 0 ? 'good' : 'bad'} role="status">
            {run.runbook} ({run.world}) ended with exit code {run.exitCode}.
          </p>
          {run.exitCode === 0 ? null : (
            <pre class="bad" tabIndex={0}>
              {run.said.slice(-12).join('\n')}
            </pre>
          )}
        </>
      ) : null}
      {isRunning || view.rehearsal === null ? null : <Steps steps={view.rehearsal.steps} />}
      <Said said={said} />
      <RunsLeft server={server} since={`${run?.id} ${run?.state}`} told={told} />
    </section>
  )
}

type Ask = (name: string, input: unknown) => void

function Begin({
  server,
  ask,
  told,
}: {
  server: Server
  ask: Ask
  told: (error: unknown) => void
}) {
  const [names, setNames] = useState<{ runbooks: readonly string[]; labs: readonly string[] }>({
    runbooks: [],
    labs: [],
  })
  const [runbook, setRunbook] = useState('asynchronous')
  const [lab, setLab] = useState('')
  const [world, setWorld] = useState('virtual')
  const [isAttended, setAttended] = useState(false)
  const [preview, setPreview] = useState<Preview | null>(null)
  useEffect(() => {
    server.ask<typeof names>('runbooks').then(setNames, told)
  }, [server])
  const named = { runbook, ...(lab === '' ? {} : { lab }) }
  const begin = (event: Event): void => {
    event.preventDefault()
    ask('rehearse', { ...named, world, attended: isAttended && world === 'real' })
  }
  return (
    <form onSubmit={begin}>
      <div class="fields">
        <label>
          Runbook
          <select value={runbook} onChange={(event) => setRunbook(event.currentTarget.value)}>
            {names.runbooks.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <label>
          Lab
          <select value={lab} onChange={(event) => setLab(event.currentTarget.value)}>
            <option value="">its own</option>
            {names.labs.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <label>
          World
          <select value={world} onChange={(event) => setWorld(event.currentTarget.value)}>
            <option value="virtual">virtual time</option>
            <option value="real">real processes</option>
          </select>
        </label>
      </div>
      {world === 'real' ? (
        <label class="check">
          <input
            type="checkbox"
            checked={isAttended}
            onChange={(event) => setAttended(event.currentTarget.checked)}
          />{' '}
          I approve, decide, pause and skip
        </label>
      ) : null}
      <div class="buttons">
        <button
          type="button"
          onClick={() => {
            server.ask<Preview>('preview', named).then(setPreview, told)
          }}
        >
          Preview
        </button>
        <button type="submit" class="main">
          Rehearse
        </button>
      </div>
      {preview === null ? null : (
        <div class="preview">
          <h3>{preview.title}</h3>
          {preview.windows.map((window) => (
            <div key={window.title}>
              <h4>{window.title}</h4>
              <ol>
                {window.steps.map((step) => (
                  <li key={step.id}>
                    {step.title} <span class="soft">{step.on}</span>
                  </li>
                ))}
              </ol>
            </div>
          ))}
        </div>
      )}
    </form>
  )
}

/** The rehearsal that runs, and a person's part in it (REH-04). */
function Course({ view, ask }: { view: LiveView; ask: Ask }) {
  const [reason, setReason] = useState('')
  const { rehearsal } = view
  const awaits = rehearsal?.awaits ?? null
  const say = (word: string): void => ask('say', { word, ...(reason === '' ? {} : { reason }) })
  return (
    <div>
      <p role="status">
        {rehearsal === null ? 'The lab of the rehearsal is being started…' : rehearsal.title}
      </p>
      {awaits === null ? null : (
        <div class="awaits" role="alert">
          <p>
            <strong>{awaits.step}</strong>: {awaits.question}
          </p>
          <label>
            Reason, for the report
            <input value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
          </label>
          <div class="buttons">
            <button type="button" class="main" onClick={() => say('go-on')}>
              {awaits.kind === 'approve'
                ? 'Approve'
                : awaits.kind === 'failure'
                  ? 'Try again'
                  : 'Go on'}
            </button>
            <button type="button" disabled={reason === ''} onClick={() => say('skip')}>
              Skip the step
            </button>
          </div>
        </div>
      )}
      <div class="buttons">
        <button type="button" onClick={() => say('pause')}>
          Pause before the next step
        </button>
        <button type="button" class="danger" onClick={() => ask('stop', {})}>
          Stop the rehearsal
        </button>
      </div>
      {rehearsal === null ? null : <Steps steps={rehearsal.steps} />}
    </div>
  )
}

const marks: Readonly<Record<StepTold['state'], string>> = {
  ahead: '·',
  running: '▸',
  passed: '✓',
  failed: '✗',
  skipped: '–',
}

const Steps = ({ steps }: { steps: readonly StepTold[] }) => (
  <ol class="steps" tabIndex={0} aria-label="Steps">
    {steps.map((step) => (
      <li
        key={step.step}
        class={step.state}
        aria-current={step.state === 'running' ? 'step' : undefined}
      >
        <span class="mark-of" aria-hidden="true">
          {marks[step.state]}
        </span>
        <span>
          {step.title} <span class="soft">{step.state}</span>
          {step.startedAtMs !== null && step.endedAtMs !== null ? (
            <span class="soft"> in {span(step.endedAtMs - step.startedAtMs)}</span>
          ) : null}
          {step.state === 'failed' ? <span class="bad"> {step.said.join('; ')}</span> : null}
        </span>
      </li>
    ))}
  </ol>
)

function RunsLeft({
  server,
  since,
  told,
}: {
  server: Server
  since: string
  told: (error: unknown) => void
}) {
  const [left, setLeft] = useState<readonly Left[]>([])
  useEffect(() => {
    server.ask<{ left: readonly Left[] }>('runs').then((runs) => setLeft(runs.left), told)
  }, [server, since])
  const open = async (run: string): Promise<void> => {
    const { ticket } = await server.ask<{ ticket: string }>('ticket', { run })
    window.open(`/runs/${run}?ticket=${ticket}`, '_blank', 'noopener')
  }
  if (left.length === 0) return null
  return (
    <>
      <h3>Reports</h3>
      <ul class="runs">
        {left.map(({ name, title, world, verdict, downtimeMs }) => (
          <li key={name}>
            <button type="button" class="link" onClick={() => void open(name).catch(told)}>
              {title}
            </button>{' '}
            <span
              class={`badge ${verdict === 'passed' ? 'primary' : verdict === 'failed' ? 'failed' : ''}`}
            >
              {verdict}
            </span>{' '}
            <span class="soft">
              {world}, down {span(downtimeMs)}, {name}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
