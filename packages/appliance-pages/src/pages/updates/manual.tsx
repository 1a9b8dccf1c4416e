import type { JSX } from 'preact'
import { OperationForm } from '../../components/operation-form.tsx'
import { Section } from '../../components/section.tsx'
import { answered, type View } from '../view.ts'

const minuteMs = 60_000

/** The way of a restricted network (UPD-04): a key for another machine, and its download uploaded here. */
export function ManualInstallation({ view }: { readonly view: View }): JSX.Element {
  const { words } = view
  const key = answered(view, 'make-download-key')
  return (
    <Section title={words.text('updates.manual-title')}>
      <OperationForm view={view} operation="upload-update" labels={{ file: 'updates.update-file' }}>
        <p class="notice attention">{words.text('updates.warning')}</p>
      </OperationForm>
      <p class="quiet">{words.text('updates.key-note')}</p>
      <OperationForm view={view} operation="make-download-key" />
      {key !== null && (
        <p class="field wide">
          <label for="download-key">
            {words.text('operation.make-download-key')}{' '}
            {words.text('updates.key-expires', {
              minutes: Math.ceil((key.expiresAtMs - view.nowMs) / minuteMs),
            })}
          </label>
          <textarea id="download-key" class="key" readOnly rows={12}>
            {key.key}
          </textarea>
        </p>
      )}
      <p class="quiet">{words.text('updates.wrong-time')}</p>
    </Section>
  )
}
