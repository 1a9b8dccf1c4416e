// The health check of a container: `hub`, its lab can be joined; `appliance`, `console` and `update-server`, its process works; `lab`,
// the lab runs: established, synced, clients at work.
import { readFileSync } from 'node:fs'
import { get as getPlain } from 'node:http'
import { get } from 'node:https'

const questions = {
  hub: ['https://127.0.0.1:8470/health', '/lab/ca.pem'],
  appliance: ['https://127.0.0.1:8443/health/live', '/member/ca.pem'],
  console: ['http://127.0.0.1:8471/', undefined],
  'update-server': ['http://127.0.0.1:8480/health', undefined],
  lab: ['https://network:8470/health/lab', '/member/ca.pem'],
}

const [url, authority] = questions[process.argv[2]]
const timeout = 4_000
const tell = (answer) => process.exit(answer.statusCode === 200 ? 0 : 1)
const asked =
  authority === undefined
    ? getPlain(url, { timeout }, tell)
    : get(url, { ca: readFileSync(authority), timeout }, tell)
asked.on('timeout', () => asked.destroy())
asked.on('error', () => process.exit(1))
