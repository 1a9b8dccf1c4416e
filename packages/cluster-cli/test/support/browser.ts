import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, chromium, type Page } from 'playwright-core'

const names = ['chromium', 'chromium-browser', 'google-chrome']

/** The system's browser; undefined = there is none, and the tests that need it are skipped. */
export const browserProgram: string | undefined = names.find(
  (name) => spawnSync(name, ['--version']).status === 0,
)

export async function openBrowser(more: readonly string[] = []): Promise<Browser> {
  const { stdout } = spawnSync('sh', ['-c', `command -v ${browserProgram}`], { encoding: 'utf8' })
  return await chromium.launch({
    executablePath: stdout.trim(),
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', ...more],
  })
}

interface Violation {
  readonly id: string
  readonly impact: string
  readonly nodes: readonly { readonly html: string }[]
}

/** What axe-core has against the page as it is, one line each. */
export async function complaintsOf(page: Page): Promise<readonly string[]> {
  const file = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
  const said = (await page.evaluate(
    `(() => { ${readFileSync(file, 'utf8')}; return axe.run() })()`,
  )) as { violations: readonly Violation[] }
  return said.violations.map(
    ({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map(({ html }) => html).join(' ')}`,
  )
}
