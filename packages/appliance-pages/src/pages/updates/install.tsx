import type { OutputOf } from '@understudy/shared'
import type { JSX } from 'preact'
import { OperationForm } from '../../components/operation-form.tsx'
import { Facts, Section } from '../../components/section.tsx'
import type { View } from '../view.ts'

/** Before anything is touched: the licence agreement, whom it cuts off, how long it takes (UPD-03, UPD-06). */
export function InstallForm({
  view,
  preview,
}: {
  readonly view: View
  readonly preview: OutputOf<'preview-update'>
}): JSX.Element {
  const { words } = view
  const { package: name, users, eula, durationMs, advice } = preview
  const title = words.text('updates.install-title', { package: name })
  const agreement = words.text('updates.eula')
  return (
    <Section title={title}>
      <p class="notice attention">{words.text('updates.warning')}</p>
      {advice.length > 0 && <p class="notice attention">{words.text('updates.wait')}</p>}
      <Facts
        facts={[
          [words.text('updates.will-cut'), words.text('updates.cut-text', users)],
          [words.text('updates.takes'), words.duration(durationMs)],
        ]}
      />
      <h3>{agreement}</h3>
      <section class="scroll agreement" aria-label={agreement}>
        <pre lang="en">{eula.text}</pre>
      </section>
      <OperationForm
        view={{ ...view, path: `${view.path}?package=${encodeURIComponent(name)}` }}
        operation="install-update"
        fixed={{ package: name, eula: eula.version }}
        fields={['acceptEula']}
        isDangerous
      />
      <p>
        <a href={view.path}>{words.text('updates.back')}</a>
      </p>
    </Section>
  )
}
