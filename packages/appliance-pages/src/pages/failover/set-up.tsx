import type { ApplianceStatus } from '@understudy/shared'
import type { JSX } from 'preact'
import {
  FormFields,
  type FormProps,
  Hidden,
  shownFields,
} from '../../components/operation-form.tsx'
import { Section } from '../../components/section.tsx'
import { pagePaths } from '../../paths.ts'
import type { View } from '../view.ts'

export interface StatusProps {
  readonly view: View
  readonly status: ApplianceStatus
}

const port = '443'

/** The page of an appliance without a relationship (FO-01): done on the one that is to be primary. */
export function SetUp({ view, status }: StatusProps): JSX.Element {
  const { words, asked } = view
  const form: FormProps = {
    view,
    operation: 'establish-relationship',
    labels: { force: 'failover.force-establish' },
    initial: { peerPort: port, reversePort: port, discardMax: '0' },
  }
  const part = (...fields: FormProps['fields'] & readonly string[]): JSX.Element => (
    <FormFields {...form} fields={shownFields({ ...form, fields })} />
  )
  const wasRefused = asked?.outcome.ok === false && asked.operation === 'establish-relationship'
  return (
    <Section title={words.text('failover.title-none')}>
      <p>
        <strong>{words.text('failover.not-configured')}</strong>
      </p>
      {!status.hasPreSharedKey && (
        <p class="notice attention">
          <a href={pagePaths.security}>{words.text('failover.key-missing')}</a>
        </p>
      )}
      <h3>{words.text('failover.setup')}</h3>
      <form method="post" action={view.path}>
        <Hidden {...form} />
        <fieldset>
          <legend>{words.text('failover.new-backup')}</legend>
          {part('peerHost', 'peerPort')}
        </fieldset>
        <fieldset>
          <legend>{words.text('failover.reverse')}</legend>
          {part('reverseHost', 'reversePort')}
        </fieldset>
        <details open={wasRefused}>
          <summary>{words.text('frame.more')}</summary>
          {part('force', 'discardMax')}
        </details>
        <p class="buttons">
          <button type="submit" data-operation="establish-relationship">
            {words.text('operation.establish-relationship')}
          </button>
        </p>
      </form>
      <p class="quiet">{words.text('failover.note', { siteHostname: status.siteHostname })}</p>
    </Section>
  )
}
