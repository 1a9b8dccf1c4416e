/** What a bundle says of itself; the modules that it is made of carry none. */
export interface BuildStamp {
  readonly version: string
  /** Of the sources that a package was made from; absent in the bundles of a checkout. */
  readonly commit?: string
}

/** Put in by the bundler (`scripts/lib/bundles.js`). */
declare const UNDERSTUDY_BUILD: BuildStamp | undefined

/** Undefined where the modules run as the compiler left them. */
export const buildStamp: BuildStamp | undefined =
  typeof UNDERSTUDY_BUILD === 'undefined' ? undefined : UNDERSTUDY_BUILD
