import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The file that Node.js runs for a program: its bundle `NAME.js` where the environment names a folder of bundles
 * (UNDERSTUDY_BUNDLES, as the tests do, to start what users start), the module at that address otherwise.
 */
export function bundleOr(name: string, module: () => string): string {
  const folder = process.env['UNDERSTUDY_BUNDLES']
  if (folder !== undefined && folder !== '') return join(folder, `${name}.js`)
  return fileURLToPath(module())
}
