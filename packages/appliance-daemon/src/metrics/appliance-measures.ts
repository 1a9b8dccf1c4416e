import { gauge, gaugeOf, type Measure, oneOf } from '@understudy/lab-channel'
import { type ApplianceStatus, installationSteps, roles } from '@understudy/shared'

const states: readonly ApplianceStatus['state'][] = [
  'serving',
  'backup',
  'maintenance',
  'swapping',
  'establishing',
  'checking',
]

/** What an appliance tells Prometheus: the figures of its `status`, which pages and commands show too (LAB-04). */
export const applianceMeasures = (is: ApplianceStatus): readonly Measure[] => [
  oneOf('understudy_appliance_role', 'Which role it has: 1', 'role', roles, is.role),
  oneOf('understudy_appliance_state', 'Which state it is in: 1', 'state', states, is.state),
  gaugeOf('understudy_appliance_epoch', 'Grows with each change of a role', is.epoch),
  gauge('understudy_appliance_software_info', 'Which software it has: 1', [
    { labels: { base: is.base, site: is.site }, value: 1 },
  ]),
  ...relationshipMeasures(is),
  ...syncMeasures(is),
  ...addressMeasures(is),
  ...workMeasures(is),
  oneOf(
    'understudy_appliance_installation_step',
    'Which step an installation is in: 1; all 0 = none runs',
    'step',
    installationSteps,
    is.installation?.step ?? '',
  ),
]

const relationshipMeasures = ({ relationship, exposure }: ApplianceStatus): readonly Measure[] =>
  relationship === null
    ? []
    : [
        gaugeOf('understudy_link_up', 'Whether the peer is linked', relationship.link === 'up'),
        gaugeOf('understudy_role_conflict', 'Whether both have one role', relationship.conflict),
        ...(exposure === null
          ? []
          : [
              gaugeOf(
                'understudy_at_risk_records',
                'Records lost if the primary vanished now',
                exposure.records,
              ),
              gaugeOf('understudy_at_risk_bytes', 'Their size', exposure.bytes),
            ]),
      ]

const syncMeasures = ({ sync }: ApplianceStatus): readonly Measure[] => [
  gaugeOf('understudy_sync_running', 'Whether a sync is under way', sync.state === 'running'),
  ...(sync.lastResult === 'never'
    ? []
    : [gaugeOf('understudy_sync_succeeded', 'The last sync: 1', sync.lastResult === 'success')]),
  ...(sync.lastFinishedAtMs === null
    ? []
    : [
        gaugeOf(
          'understudy_sync_finished_timestamp_seconds',
          'When the last sync ended, in lab time',
          sync.lastFinishedAtMs / 1_000,
        ),
      ]),
  gaugeOf('understudy_recordings_missing', 'Recordings not fetched yet', sync.blobsMissing),
]

const addressMeasures = ({ addresses, siteLeadsHere }: ApplianceStatus): readonly Measure[] => [
  gauge(
    'understudy_address_enabled',
    'Whether it has that address',
    addresses.map(({ address, shared, enabled }) => ({
      labels: { address, shared: String(shared) },
      value: Number(enabled),
    })),
  ),
  gauge(
    'understudy_address_conflicts',
    'How many others claim it too',
    addresses.map(({ address, conflictsWith }) => ({
      labels: { address },
      value: conflictsWith.length,
    })),
  ),
  gaugeOf('understudy_site_leads_here', "Whether the site's name leads to it", siteLeadsHere),
]

const workMeasures = ({ sessions, users, jumpClients }: ApplianceStatus): readonly Measure[] => [
  gauge('understudy_sessions', 'Sessions: stored, active, waiting', [
    { labels: { state: 'stored' }, value: sessions.stored },
    { labels: { state: 'active' }, value: sessions.active },
    { labels: { state: 'waiting' }, value: sessions.waiting },
  ]),
  gaugeOf('understudy_recorded_bytes', 'Size of the stored recordings', sessions.recordedBytes),
  gauge('understudy_users', 'Who is logged in or waits', [
    { labels: { kind: 'consoles' }, value: users.consoles },
    { labels: { kind: 'customers' }, value: users.customers },
  ]),
  gauge('understudy_jump_clients', 'Jump Clients and Jumpoints by state', [
    { labels: { state: 'online' }, value: jumpClients.online },
    { labels: { state: 'upgrade-pending' }, value: jumpClients.upgradePending },
    { labels: { state: 'stranded' }, value: jumpClients.stranded },
    { labels: { state: 'known' }, value: jumpClients.known },
  ]),
]
