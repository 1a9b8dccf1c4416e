// Grafana's dashboard of a lab (LAB-04), made by Grafana's own builder: what the processes measure, on one page.
const fs = require('node:fs')
const { DashboardBuilder, RowBuilder } = require('@grafana/grafana-foundation-sdk/dashboard')
const { DataqueryBuilder } = require('@grafana/grafana-foundation-sdk/prometheus')
const { VizLegendOptionsBuilder } = require('@grafana/grafana-foundation-sdk/common')
const timeseries = require('@grafana/grafana-foundation-sdk/timeseries')
const stat = require('@grafana/grafana-foundation-sdk/stat')
const { inRoot } = require('./paths.js')

const FILE = 'deploy/observability/dashboards/understudy.json'
const source = { type: 'prometheus', uid: 'prometheus' }

/** [title, unit, what is asked, and what each line is called] of a chart. */
const ROWS = {
  'Who serves': [
    ['Role', 'none', ['understudy_appliance_role == 1', '{{process}}: {{role}}']],
    ['Where the site leads', 'none', ['understudy_site_leads_to', '{{appliance}}']],
    ['Offices still led elsewhere', 'none', ['understudy_offices_stale', 'stale']],
    ['Probes without an answer', 'none', ['understudy_probes_failing', 'failing']],
  ],
  'Replication and failover': [
    ['Link', 'bool_on_off', ['understudy_link_up', '{{process}}']],
    ['Records at risk', 'none', ['understudy_at_risk_records', '{{process}}']],
    ['Recordings not fetched', 'none', ['understudy_recordings_missing', '{{process}}']],
    ['Epoch', 'none', ['understudy_appliance_epoch', '{{process}}']],
  ],
  'Clients and network': [
    ["Consoles' requests", 's', ['understudy_request_seconds', '{{quantile}}']],
    ['Users', 'none', ['understudy_users', '{{process}}: {{kind}}']],
    ['Sessions', 'none', ['understudy_sessions{state!="stored"}', '{{process}}: {{state}}']],
    ['Faults', 'none', ['understudy_faults', 'on now'], ['understudy_paths_cut', 'cables pulled']],
  ],
  Processes: [
    ['Processor', 'percentunit', ['rate(process_cpu_seconds_total[1m])', '{{process}}']],
    ['Memory', 'bytes', ['process_resident_memory_bytes', '{{process}}']],
    ['Event loop, p99', 's', ['nodejs_eventloop_lag_p99_seconds', '{{process}}']],
    ['Events', 'ops', ['sum by (process) (rate(understudy_events_total[1m]))', '{{process}}']],
  ],
}

function dashboard() {
  const builder = new DashboardBuilder('Understudy: a lab')
    .uid('understudy')
    .description('Made by node scripts/dashboard.js; changes here are lost.')
    .tags(['understudy'])
    .refresh('5s')
    .time({ from: 'now-30m', to: 'now' })
    .readonly()
    .withPanel(
      new stat.PanelBuilder()
        .title('Processes that answer')
        .datasource(source)
        .span(24)
        .height(4)
        .withTarget(query(['up{job="understudy"}', '{{process}}'])),
    )
  for (const [title, charts] of Object.entries(ROWS)) {
    builder.withRow(new RowBuilder(title))
    for (const chart of charts) builder.withPanel(panel(chart))
  }
  return builder.build()
}

function panel([title, unit, ...queries]) {
  const made = new timeseries.PanelBuilder()
    .title(title)
    .unit(unit)
    .datasource(source)
    .span(6)
    .height(8)
    .min(0)
    .legend(new VizLegendOptionsBuilder().showLegend(true).placement('bottom').displayMode('list'))
  for (const one of queries) made.withTarget(query(one))
  return made
}

const query = ([expression, legend]) => new DataqueryBuilder().expr(expression).legendFormat(legend)

const text = () => `${JSON.stringify(dashboard(), null, 2)}\n`

const writeDashboard = () => fs.writeFileSync(inRoot(FILE), text())

/** Whether the file is what is made here. */
function checkDashboard() {
  const holds = fs.existsSync(inRoot(FILE)) && fs.readFileSync(inRoot(FILE), 'utf8') === text()
  if (!holds)
    console.log(`${FILE} does not follow scripts/lib/dashboard.js: run node scripts/dashboard.js`)
  return holds
}

module.exports = { checkDashboard, writeDashboard }
