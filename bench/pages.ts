import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { placedPages } from '@understudy/appliance-pages'
import { accountInterfaces } from '@understudy/shared'
import { chromium, type Page } from 'playwright-core'
import { BenchAppliance } from './lib/appliance.ts'
import { median, printFigure, printHead } from './lib/print.ts'

/*
 * How fast the pages of an appliance are (WEB-03): its answers on a connection that stays, and what a browser on the same machine takes
 * from a click to the first paint.
 */
const rounds = Number(process.argv[2] ?? '20')
const password = 'A-password-of-the-bench-1'
/** What a browser takes at least: the same server and connection, and hardly anything to lay out. */
const oneWord = '/health/live'
const visits = 3
/** A page that has not painted by then says so instead of holding the bench. */
const paintMsMax = 10_000
const paths = ['/', '/login', '/appliance', ...placedPages.map(({ path }) => path)]

printHead('pages', 'none')
const folder = mkdtempSync(join(tmpdir(), 'understudy-bench-'))
const appliance = await BenchAppliance.start('a', folder)
const program = spawnSync('sh', ['-c', 'command -v chromium || command -v google-chrome'])
const browser = await chromium.launch({
  executablePath: program.stdout.toString().trim(),
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
})
try {
  for (const which of accountInterfaces)
    await appliance.do('change-password', {
      ...{ interface: which, username: 'admin', password: 'password', newPassword: password },
    })
  const context = await browser.newContext({ ignoreHTTPSErrors: true })
  const page = await context.newPage()
  for (const which of accountInterfaces) await logIn(page, which)
  const cookies = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  await measureAnswers(cookies)
  await measurePaints(page)
} finally {
  await browser.close()
  await appliance.stop()
  rmSync(folder, { recursive: true })
}

async function logIn(page: Page, which: string): Promise<void> {
  await page.goto(`https://127.0.0.1:${appliance.port}/${which}`)
  await page.fill('#username', 'admin')
  await page.fill('#password', password)
  await page.click('button[type=submit]')
  await page.waitForSelector('nav.sections')
}

async function measureAnswers(cookie: string): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1, rejectUnauthorized: false })
  const each: { readonly path: string; readonly ms: number }[] = []
  for (let round = -5; round < rounds; round++)
    for (const path of paths) {
      const ms = await answerMs(agent, path, cookie)
      if (round >= 0) each.push({ path, ms })
    }
  agent.destroy()
  each.sort((one, other) => one.ms - other.ms)
  const p99 = each[Math.floor(each.length * 0.99)]
  printFigure({
    name: `answer of any of ${paths.length} pages, p99 of ${each.length}`,
    ...{ value: p99?.ms ?? 0, unit: 'ms', limit: '20 ms', met: (p99?.ms ?? 20) < 20 },
  })
  console.log(
    `    median ${median(each.map(({ ms }) => ms)).toFixed(1)} ms; slowest ${each.at(-1)?.path} ${each.at(-1)?.ms.toFixed(1)} ms`,
  )
}

function answerMs(agent: Agent, path: string, cookie: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const startedMs = performance.now()
    const target = { host: '127.0.0.1', port: appliance.port, path, agent, headers: { cookie } }
    const asked = request({ ...target, rejectUnauthorized: false }, (response) => {
      response.resume()
      response.on('end', () => resolve(performance.now() - startedMs))
    })
    asked.on('error', reject)
    asked.end()
  })
}

/** From the beginning of the navigation, with nothing of the page kept but its style: of each page the median of its visits. */
async function measurePaints(page: Page): Promise<void> {
  const each: { readonly path: string; readonly ms: number }[] = []
  for (const { path } of placedPages) each.push({ path, ms: await medianPaintMs(page, path) })
  each.sort((one, other) => one.ms - other.ms)
  const worst = each.at(-1)
  printFigure({
    name: `first paint of any of ${each.length} pages, the slowest (${worst?.path}), median of ${visits}`,
    ...{ value: worst?.ms ?? 0, unit: 'ms', limit: '100 ms', met: (worst?.ms ?? 100) < 100 },
  })
  const oneWordMs = await medianPaintMs(page, oneWord)
  console.log(
    `    median ${median(each.map(({ ms }) => ms)).toFixed(0)} ms; ${oneWord}, a line of text: ${oneWordMs.toFixed(0)} ms`,
  )
}

async function medianPaintMs(page: Page, path: string): Promise<number> {
  const taken: number[] = []
  for (let visit = 0; visit < visits; visit++) {
    await page.goto(`https://127.0.0.1:${appliance.port}${path}`, { waitUntil: 'commit' })
    taken.push(await paintMs(page, path))
  }
  return median(taken)
}

async function paintMs(page: Page, path: string): Promise<number> {
  const ms = (await page.evaluate(
    `new Promise((go) => {
      const seen = (list) => { for (const { name, startTime } of list.getEntries()) if (name === 'first-contentful-paint') go(startTime) }
      new PerformanceObserver(seen).observe({ type: 'paint', buffered: true })
      setTimeout(() => go(null), ${paintMsMax})
    })`,
  )) as number | null
  if (ms === null) throw new Error(`${path} has not painted within ${paintMsMax} ms`)
  return ms
}
