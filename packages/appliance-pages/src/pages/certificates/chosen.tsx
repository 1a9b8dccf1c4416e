import type { ApplianceStatus, CertificateRow } from '@understudy/shared'
import type { JSX } from 'preact'
import { Hidden, OperationForm } from '../../components/operation-form.tsx'
import { Section } from '../../components/section.tsx'
import type { View } from '../view.ts'

interface ChosenProps {
  readonly view: View
  readonly chosen: CertificateRow
}

/** Certificate, private key and chain as a file; a passphrase is strongly advised (G2). */
export function ExportForm({ view, chosen }: ChosenProps): JSX.Element {
  const { words } = view
  return (
    <Section title={words.text('certificates.export-title')}>
      <p>
        {words.text('certificates.issued-to')}: <strong>{chosen.issuedTo}</strong>
      </p>
      <p class="quiet">{words.text('certificates.export-note')}</p>
      <OperationForm
        view={view}
        operation="export-certificate"
        fixed={{ certificate: chosen.certificate }}
        initial={{ privateKey: 'true', chain: 'true', format: 'pkcs12', algorithms: 'new' }}
      />
    </Section>
  )
}

/** For which of the box's addresses it is served. */
export function AssignForm({
  view,
  chosen,
  status,
}: ChosenProps & { readonly status: ApplianceStatus }): JSX.Element {
  const { words } = view
  const { certificate, issuedTo, addresses } = chosen
  return (
    <Section title={words.text('certificates.assign-title')}>
      <p>
        {words.text('certificates.issued-to')}: <strong>{issuedTo}</strong>
      </p>
      <p class="quiet">{words.text('certificates.assign-note')}</p>
      <form method="post" action={view.path}>
        <Hidden view={view} operation="assign-certificate" fixed={{ certificate }} />
        <fieldset>
          <legend>{words.text('field.address')}</legend>
          {status.addresses.map(({ address }, place) => (
            <p class="tick" key={address}>
              <input
                type="radio"
                required
                id={`assign-${place}`}
                name="address"
                value={address}
                checked={addresses.includes(address)}
              />
              <label for={`assign-${place}`}>{address}</label>
            </p>
          ))}
        </fieldset>
        <p class="buttons">
          <button type="submit" data-operation="assign-certificate">
            {words.text('operation.assign-certificate')}
          </button>
        </p>
      </form>
    </Section>
  )
}
