import { Facts, Section } from '../components/section.tsx'
import { page } from './page.ts'

/** /appliance > Support > Utilities: what the box itself knows of the network around it. */
export const utilities = page({
  title: 'utilities.title',
  reads: () => ({ status: {} }),
  draw: ({ words }, { status }) => {
    const { relationship, certificates, addresses } = status
    const conflicts = addresses.flatMap(({ address, conflictsWith }) =>
      conflictsWith.length === 0
        ? []
        : [`${address}: ${words.text('addresses.conflict', { others: conflictsWith.join(', ') })}`],
    )
    return (
      <Section title={words.text('utilities.title')}>
        <p class="quiet">{words.text('utilities.note')}</p>
        <Facts
          facts={[
            [
              words.text('information.leads-here'),
              words.text(status.siteLeadsHere ? 'frame.yes' : 'frame.no'),
            ],
            [
              words.text('field.address'),
              conflicts.length === 0 ? words.text('utilities.in-order') : conflicts.join(', '),
            ],
            [
              words.text('utilities.certificate'),
              certificates.trouble === '' ? words.text('utilities.in-order') : certificates.trouble,
            ],
            [
              words.text('utilities.peer'),
              relationship === null
                ? words.text('frame.none')
                : words.text(`failover.link-${relationship.link}`),
            ],
          ]}
        />
      </Section>
    )
  },
})
