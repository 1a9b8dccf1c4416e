// The health check of a container: `hub`, its lab can be joined; `appliance`, its process works; `lab`, the lab runs:
// established, synced, clients at work.
import { readFileSync } from 'node:fs'
import { get } from 'node:https'

const questions = {
  hub: ['https://127.0.0.1:8470/health', '/lab/ca.pem'],
  appliance: ['https://127.0.0.1:8443/health/live', '/member/ca.pem'],
  lab: ['https://network:8470/health/lab', '/member/ca.pem'],
}

const [url, authority] = questions[process.argv[2]]
const asked = get(url, { ca: readFileSync(authority), timeout: 4_000 }, (answer) =>
  process.exit(answer.statusCode === 200 ? 0 : 1),
)
asked.on('timeout', () => asked.destroy())
asked.on('error', () => process.exit(1))
