import type { JSX } from 'preact'
import type { View } from '../pages/view.ts'
import { OperationForm } from './operation-form.tsx'

/** One's own password: the old one and a new one. */
export function ChangePassword({ view }: { readonly view: View }): JSX.Element {
  const { words, viewer } = view
  return (
    <OperationForm
      view={view}
      operation="change-password"
      fixed={{ interface: viewer.interface, username: viewer.username }}
      labels={{ password: 'field.present-password' }}
    >
      <p class="quiet">{words.text('login.password-rules')}</p>
    </OperationForm>
  )
}
