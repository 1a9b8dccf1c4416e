import type { CertificateRow } from '@understudy/shared'
import type { ComponentChildren, JSX } from 'preact'
import { OperationForm } from '../../components/operation-form.tsx'
import { hrefTo } from '../../components/page-link.tsx'
import { Section } from '../../components/section.tsx'
import { Table } from '../../components/table.tsx'
import type { View } from '../view.ts'

/** All certificates and requests, with what clients may object to. */
export function CertificateTable({
  view,
  certificates,
}: {
  readonly view: View
  readonly certificates: readonly CertificateRow[]
}): JSX.Element {
  const { words } = view
  const title = words.text('certificates.title')
  return (
    <Section title={title}>
      <Table
        caption={title}
        headings={[
          words.text('certificates.issued-to'),
          words.text('certificates.issuer'),
          words.text('certificates.valid'),
          words.text('certificates.warnings'),
          words.text('certificates.addresses'),
          words.text('certificates.actions'),
        ]}
        rows={certificates.map((row) => cellsOf(view, row))}
        none={words.text('frame.nothing')}
      />
    </Section>
  )
}

function cellsOf(view: View, row: CertificateRow): readonly ComponentChildren[] {
  const { words, path } = view
  const { certificate, facts, warnings, addresses } = row
  const linkTo = (what: 'export' | 'assign') => (
    <a href={hrefTo(path, { certificate, do: what })}>
      {words.text(`certificates.${what}`)}
      <span class="unseen"> {row.issuedTo}</span>
    </a>
  )
  return [
    <>
      {row.issuedTo} <small>({certificate})</small>
    </>,
    facts === null ? words.text('certificates.request') : facts.issuedBy,
    facts === null ? '' : words.moment(facts.validUntilMs),
    warnings.map((warning) => words.text(`warning.${warning}`)).join(', '),
    addresses.join(', '),
    <div class="row" key="actions">
      {facts !== null && linkTo('export')}
      {facts !== null && linkTo('assign')}
      {certificate !== 'factory' && (
        <OperationForm
          view={view}
          operation="remove-certificate"
          part={certificate}
          fixed={{ certificate }}
          isDangerous
        />
      )}
    </div>,
  ]
}
