import type { ApplianceStatus, JumpClientRow } from '@understudy/shared'
import { OperationForm } from '../components/operation-form.tsx'
import { Paging } from '../components/paging.tsx'
import { Facts, Section } from '../components/section.tsx'
import { Table } from '../components/table.tsx'
import { page } from './page.ts'
import { queried, type View } from './view.ts'

const rowsMax = 100

/** /login > Status > Information: the site, and its Jump Clients with their status details (CLI-03, CLI-04). */
export const information = page({
  title: 'menu.information',
  reads: ({ query, permissions }) => {
    const after = queried({ query }, 'after')
    const wanted = { limit: rowsMax, ...(after === undefined ? {} : { after }) }
    // Who only reads reports may not read the rest.
    return {
      ...(permissions.includes('administer') ? { status: {} } : {}),
      ...(permissions.includes('administer') || permissions.includes('view-reports')
        ? { 'list-jump-clients': wanted }
        : {}),
    }
  },
  asks: ['export-jump-clients'],
  draw: (view, { status, 'list-jump-clients': list }) => {
    const { words } = view
    const title = words.text('information.list')
    return (
      <>
        {status !== undefined && <SiteFacts view={view} status={status} />}
        {list !== undefined && (
          <Section title={title}>
            <p class="quiet">{words.text('information.list-note')}</p>
            <OperationForm view={view} operation="export-jump-clients" />
            <Table
              caption={title}
              headings={[
                words.text('jump.name'),
                words.text('jump.kind'),
                words.text('jump.mode'),
                words.text('jump.version'),
                words.text('jump.state'),
                words.text('jump.details'),
                words.text('jump.last-check-in'),
              ]}
              rows={list.jumpClients.map((row) => cellsOf(view, row))}
              none={words.text('frame.nothing')}
            />
            <Paging view={view} next={list.next} />
          </Section>
        )}
      </>
    )
  },
})

const cellsOf = ({ words }: View, row: JumpClientRow): readonly string[] => [
  row.name,
  words.text(`jump.kind-${row.kind}`),
  words.text(`jump.mode-${row.mode}`),
  row.version,
  words.text(`jump.state-${row.state}`),
  words.text(`jump.detail-${row.detail}`),
  words.moment(row.lastCheckInMs),
]

function SiteFacts({ view, status }: { readonly view: View; readonly status: ApplianceStatus }) {
  const { words } = view
  const { sessions, jumpClients } = status
  return (
    <Section title={words.text('information.site')}>
      <Facts
        facts={[
          [words.text('information.hostname'), status.siteHostname],
          [words.text('information.appliance'), `${status.name} (${status.hostname})`],
          [
            words.text('information.leads-here'),
            words.text(status.siteLeadsHere ? 'frame.yes' : 'frame.no'),
          ],
          [words.text('information.version'), status.site],
          [words.text('information.api-version'), status.apiVersion],
          [words.text('information.logged-in'), words.text('information.users-text', status.users)],
          [
            words.text('information.sessions'),
            words.text('information.sessions-text', {
              ...sessions,
              bytes: words.bytes(sessions.recordedBytes),
            }),
          ],
          [
            words.text('information.jump-clients'),
            words.text('information.jump-clients-text', {
              ...jumpClients,
              pending: jumpClients.upgradePending,
            }),
          ],
        ]}
      />
    </Section>
  )
}
