import type { OutputOf } from '@understudy/shared'
import type { JSX } from 'preact'
import { OperationForm } from '../../components/operation-form.tsx'
import { ButtonLink, hrefTo } from '../../components/page-link.tsx'
import { Section } from '../../components/section.tsx'
import { answered, type View } from '../view.ts'

type Line = OutputOf<'check-for-updates'>['updates'][number]

/** Check for Updates, and what it has found (UPD-01). */
export function AvailableUpdates({ view }: { readonly view: View }): JSX.Element {
  const { words } = view
  const found = answered(view, 'check-for-updates')
  return (
    <Section title={words.text('updates.check-title')}>
      <p class="quiet">{words.text('updates.check-note')}</p>
      <OperationForm view={view} operation="check-for-updates" />
      {found?.updates.length === 0 && <p>{words.text('updates.no-others')}</p>}
      {found !== null && found.updates.length > 0 && (
        <>
          <p>{words.text('updates.some')}</p>
          <h3>{words.text('updates.available')}</h3>
          <ul class="updates">
            {found.updates.map((line) => (
              <Update key={line.name} view={view} line={line} />
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}

/** One that cannot be installed yet is greyed, with the reason. */
function Update({ view, line }: { readonly view: View; readonly line: Line }): JSX.Element {
  const { words } = view
  const { licencesExpireAtMs: until } = line
  return (
    <li class={line.installable ? undefined : 'greyed'}>
      <strong>{line.name}</strong>
      {line.source === 'uploaded' && <small> ({words.text('updates.uploaded')})</small>}
      {line.installable ? (
        <ButtonLink href={hrefTo(view.path, { package: line.name })}>
          {words.text('operation.install-update')}
        </ButtonLink>
      ) : (
        <p>{line.reason}</p>
      )}
      <ul class="quiet">
        <li>{`${words.text('updates.primary-hostname')}: ${line.primaryHostname}`}</li>
        <li>{`${words.text('updates.licences')}: ${words.number(line.licences)}`}</li>
        <li>
          {`${words.text('updates.expires')}: ${until === null ? words.text('updates.never-expires') : words.moment(until)}`}
        </li>
      </ul>
    </li>
  )
}
