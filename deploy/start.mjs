// What a container of the image runs (docs/CONTAINERS.md): `member appliance`, `member clients`, `member update-server`, or
// the words of an `understudy` command. A member waits for its lab's hub, reads what it is started with, and becomes its program.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { basename, dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

const programOf = (name) => new URL(`../bundle/${name}.js`, import.meta.url).href

const configFile = '/member/config.json'
const hub = { host: 'network', port: 7400 }
const pollMs = 100

const [word, kind] = process.argv.slice(2)
if (word === 'member') await startMember(kind)
else await import(programOf('understudy'))

async function startMember(program) {
  // The first process of a container gets no signal that it does not listen to.
  const leave = () => process.exit(0)
  process.on('SIGTERM', leave)
  process.on('SIGINT', leave)
  while (!(existsSync(configFile) && (await hubAnswers()))) await setTimeout(pollMs)
  removeOldRehearsals(JSON.parse(readFileSync(configFile, 'utf8')).dataDir)
  process.off('SIGTERM', leave)
  process.off('SIGINT', leave)
  process.argv.splice(2, 2, configFile)
  await import(programOf(program))
}

function hubAnswers() {
  return new Promise((resolve) => {
    const socket = connect(hub)
    socket.on('connect', () => socket.end())
    socket.on('error', () => resolve(false))
    socket.on('close', (failed) => resolve(!failed))
  })
}

/** Each rehearsal has a data folder of its own, which nobody needs once it is over. */
function removeOldRehearsals(dataFolder) {
  if (dataFolder === undefined || !existsSync(dirname(dataFolder))) return
  for (const name of readdirSync(dirname(dataFolder)))
    if (name.startsWith('rehearsal-') && name !== basename(dataFolder))
      rmSync(join(dirname(dataFolder), name), { recursive: true, force: true })
}
