#!/usr/bin/env node
// The command's entry, in the checkout from the start: npm links a bin when it installs, before anything is built.
// It runs the bundle, or the modules where they were compiled after it.
import { existsSync } from 'node:fs'

const main = new URL('../dist/src/main.js', import.meta.url)
if (existsSync(main)) {
  const { default: bundles } = await import('../../../scripts/lib/bundles.js')
  await import(bundles.areCurrent() ? bundles.urlOf('understudy') : main.href)
} else {
  process.stderr.write(
    'error: Understudy is not built yet: run `npm run build` in its folder first.\n',
  )
  process.exitCode = 3
}
