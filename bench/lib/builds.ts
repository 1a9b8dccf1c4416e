import { fileURLToPath } from 'node:url'

/** The programs as users run them, one file each, and as the modules that these are made of. */
export type Build = 'bundles' | 'modules'

const modules = {
  understudy: 'cluster-cli',
  appliance: 'appliance-daemon',
} as const

/** The file that Node.js is to run; bundles are those of `npm run build`. */
export function programOf(build: Build, name: keyof typeof modules): string {
  const path =
    build === 'bundles' ? `bundle/${name}.js` : `packages/${modules[name]}/dist/src/main.js`
  return fileURLToPath(new URL(`../../../${path}`, import.meta.url))
}
