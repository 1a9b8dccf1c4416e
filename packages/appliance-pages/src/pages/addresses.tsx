import type { ApplianceStatus } from '@understudy/shared'
import type { ComponentChildren } from 'preact'
import { OperationForm } from '../components/operation-form.tsx'
import { hrefTo } from '../components/page-link.tsx'
import { Section } from '../components/section.tsx'
import { Table } from '../components/table.tsx'
import { page } from './page.ts'
import { queried, type View } from './view.ts'

type Address = ApplianceStatus['addresses'][number]

/** /appliance > Networking > IP Configuration: a click on an address, Enabled, Save Changes (NET-01, NET-02). */
export const addresses = page({
  title: 'addresses.title',
  reads: () => ({ status: {} }),
  asks: ['set-address-enabled', 'add-address', 'remove-address'],
  draw: (view, { status }) => {
    const { words } = view
    const title = words.text('addresses.title')
    const chosen = queried(view, 'address')
    const edited = status.addresses.find(({ address }) => address === chosen)
    return (
      <>
        <Section title={title}>
          <p class="quiet">{words.text('addresses.note')}</p>
          <Table
            caption={title}
            headings={[
              words.text('field.address'),
              words.text('field.enabled'),
              words.text('addresses.kind'),
              words.text('users.state'),
            ]}
            rows={status.addresses.map((one) => rowOf(view, one))}
            none={words.text('frame.nothing')}
          />
        </Section>
        {edited !== undefined && <EditAddress view={view} address={edited} />}
        <Section title={words.text('addresses.add')}>
          <OperationForm view={view} operation="add-address" initial={{ enabled: 'true' }} />
          <p class="quiet">{words.text('addresses.ntp')}</p>
        </Section>
      </>
    )
  },
})

function rowOf({ words, path }: View, one: Address): readonly ComponentChildren[] {
  const { address, enabled, shared, conflictsWith } = one
  return [
    <a key="edit" href={`${hrefTo(path, { address })}#edit`}>
      {address}
    </a>,
    words.text(enabled ? 'frame.yes' : 'frame.no'),
    words.text(shared ? 'addresses.shared' : 'addresses.own'),
    conflictsWith.length === 0
      ? words.text('users.in-order')
      : words.text('addresses.conflict', { others: conflictsWith.join(', ') }),
  ]
}

function EditAddress({ view, address: one }: { readonly view: View; readonly address: Address }) {
  const { words } = view
  const { address, enabled } = one
  return (
    <Section id="edit" title={words.text('addresses.edit-title', { address })}>
      <OperationForm
        view={view}
        operation="set-address-enabled"
        fixed={{ address }}
        initial={{ enabled: String(enabled) }}
      />
      <OperationForm view={view} operation="remove-address" fixed={{ address }} isDangerous />
    </Section>
  )
}
