// `node scripts/dashboard.js`: writes Grafana's dashboard of a lab.
require('./lib/dashboard.js').writeDashboard()
