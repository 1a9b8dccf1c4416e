import { gauge, gaugeOf, type Measure } from '@understudy/lab-channel'
import type { LabPacer } from '@understudy/lab-channel/hub'
import type { NetworkModel } from '@understudy/network-model'

/** What the mock network tells Prometheus: the figures of `network-status`, and of the lab's clock (LAB-04). */
export function networkMeasures(
  model: Pick<NetworkModel, 'status'>,
  pacer: Pick<LabPacer, 'nowMs' | 'jumpCount'>,
): readonly Measure[] {
  const nowMs = pacer.nowMs()
  const is = model.status(nowMs)
  return [
    gauge('understudy_site_leads_to', 'Where the site leads a client with nothing cached', [
      { labels: { appliance: is.siteLeadsTo ?? 'nobody' }, value: 1 },
    ]),
    gaugeOf('understudy_address_conflict', 'Whether two claim one address', is.conflict),
    gaugeOf('understudy_offices', 'Offices of the lab', is.offices.length),
    gaugeOf('understudy_offices_stale', 'Offices still led somewhere else', is.staleOffices),
    gauge(
      'understudy_fault_connections_hit',
      'Faults that are on now, and how many connections each has hit',
      is.faults.map(({ name, kind, from, to, connectionsHit }) => ({
        labels: { fault: name, kind, from, to },
        value: connectionsHit,
      })),
    ),
    gaugeOf('understudy_faults', 'Faults that are on now', is.faults.length),
    gaugeOf('understudy_paths_cut', 'Cables that are pulled', is.cutPaths.length),
    gaugeOf('understudy_zone_serial', "Serial number of the lab's zone", is.zone.serial),
    {
      name: 'understudy_clock_jumps_total',
      help: 'How often lab time was jumped over',
      kind: 'counter',
      samples: [{ value: pacer.jumpCount }],
    },
    gaugeOf('understudy_lab_timestamp_seconds', 'The present in lab time', nowMs / 1_000),
  ]
}
