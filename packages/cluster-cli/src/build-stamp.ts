/** What a bundle says about itself; the modules it is built from carry none. */
export interface BuildStamp {
  readonly version: string
  /** The commit a package was built from; absent in the bundles of a checkout. */
  readonly commit?: string
}

/** Filled in by the bundler (`scripts/lib/bundles.js`). */
declare const UNDERSTUDY_BUILD: BuildStamp | undefined

/** Undefined where the modules run unbundled, as compiled. */
export const buildStamp: BuildStamp | undefined =
  typeof UNDERSTUDY_BUILD === 'undefined' ? undefined : UNDERSTUDY_BUILD
