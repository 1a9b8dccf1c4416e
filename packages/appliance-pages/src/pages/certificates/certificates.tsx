import { OperationForm } from '../../components/operation-form.tsx'
import { Section } from '../../components/section.tsx'
import { page } from '../page.ts'
import { queried } from '../view.ts'
import { AssignForm, ExportForm } from './chosen.tsx'
import { CertificateTable } from './list.tsx'

/** /appliance > Security > Certificates (CRT-01, CRT-02). */
export const certificates = page({
  title: 'certificates.title',
  reads: () => ({ status: {}, 'list-certificates': {} }),
  asks: [
    'export-certificate',
    'import-certificate',
    'assign-certificate',
    'remove-certificate',
    'create-self-signed-certificate',
    'create-certificate-request',
  ],
  draw: (view, { status, 'list-certificates': { certificates: all } }) => {
    const { words } = view
    const chosen = all.find(({ certificate }) => certificate === queried(view, 'certificate'))
    const what = queried(view, 'do')
    return (
      <>
        {chosen !== undefined && what === 'export' && <ExportForm view={view} chosen={chosen} />}
        {chosen !== undefined && what === 'assign' && (
          <AssignForm view={view} chosen={chosen} status={status} />
        )}
        <CertificateTable view={view} certificates={all} />
        <Section title={words.text('certificates.install-title')}>
          <h3>{words.text('certificates.import')}</h3>
          <p class="quiet">{words.text('certificates.import-note')}</p>
          <OperationForm view={view} operation="import-certificate" />
          <h3>{words.text('certificates.create')}</h3>
          <div class="columns">
            <OperationForm
              view={view}
              operation="create-certificate-request"
              initial={{ names: [status.siteHostname] }}
            />
            <OperationForm
              view={view}
              operation="create-self-signed-certificate"
              initial={{ names: [status.siteHostname] }}
            />
          </div>
        </Section>
      </>
    )
  },
})
