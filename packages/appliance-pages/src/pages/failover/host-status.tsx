import type { JSX } from 'preact'
import { Facts, Section } from '../../components/section.tsx'
import type { StatusProps } from './set-up.tsx'

/** This host and its peer, with the time of the last check (FO-08). */
export function HostStatus({ view, status }: StatusProps): JSX.Element | null {
  const { words } = view
  const { relationship, role } = status
  if (relationship === null) return null
  const { peerRole, peerEpoch } = relationship
  return (
    <Section title={words.text(`failover.title-${role}`)}>
      <div class="columns">
        <div>
          <h3>{words.text('failover.this-host')}</h3>
          <Facts
            facts={[
              [words.text('failover.role'), words.text(`role.${role}`)],
              [words.text('failover.state'), words.text(`state.${status.state}`)],
              [words.text('failover.address'), status.hostname],
              [words.text('failover.epoch'), words.number(status.epoch)],
            ]}
          />
        </div>
        <div>
          <h3>{words.text('failover.peer-host')}</h3>
          <Facts
            facts={[
              [
                words.text('failover.role'),
                peerRole === null ? words.text('failover.unknown') : words.text(`role.${peerRole}`),
              ],
              [words.text('failover.link'), words.text(`failover.link-${relationship.link}`)],
              [words.text('failover.address'), `${relationship.peerHost}:${relationship.peerPort}`],
              [
                words.text('failover.epoch'),
                peerEpoch === null ? words.text('failover.unknown') : words.number(peerEpoch),
              ],
              [
                words.text('failover.package'),
                words.text(`failover.package-${relationship.peerPackage}`),
              ],
              [words.text('failover.last-check'), words.moment(relationship.lastCheckAtMs)],
            ]}
          />
        </div>
      </div>
    </Section>
  )
}
