import { type ApplianceStatus, installationSteps } from '@understudy/shared'
import type { JSX } from 'preact'
import { Refresh } from '../../components/refresh.tsx'
import { Facts, Section } from '../../components/section.tsx'
import type { View } from '../view.ts'

type Installation = NonNullable<ApplianceStatus['installation']>

/** What is done, what is being done, and how long it may still take (UPD-06, UPD-07). */
export function Progress({
  view,
  installation,
}: {
  readonly view: View
  readonly installation: Installation
}): JSX.Element {
  const { words, nowMs } = view
  const { package: name, startedAtMs, endsAtMs, step, done, state } = installation
  const whole = Math.max(1, endsAtMs - startedAtMs)
  const passed = Math.min(whole, Math.max(0, nowMs - startedAtMs))
  const percent = Math.round((passed / whole) * 100)
  return (
    <Section title={words.text('updates.installing', { package: name })}>
      <p class={state === 'running' ? 'notice' : 'notice refused'} role="status">
        {words.text(`updates.state-${state}`)}
      </p>
      {state === 'running' && (
        <p>
          <label for="progress">
            {words.text('updates.progress')}: {percent} %.{' '}
            {words.text('updates.remaining', { duration: words.duration(whole - passed) })}
          </label>
          <progress id="progress" max={100} value={percent} />
        </p>
      )}
      <Refresh view={view} />
      <Facts
        facts={installationSteps.map((one) => [
          words.text(`updates.step-${one}`),
          words.text(
            done.includes(one)
              ? 'updates.step-done'
              : one === step
                ? 'updates.step-now'
                : 'updates.step-later',
          ),
        ])}
      />
    </Section>
  )
}
