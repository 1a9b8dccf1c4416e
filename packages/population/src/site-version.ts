import { compareVersions } from '@understudy/shared'

/**
 * The site's version as its clients see it: offices may be led to different appliances, so it is the newest of what
 * each office was told last. A site swung back to the older appliance has the older version again.
 */
export class SiteVersion {
  readonly #ofOffice = new Map<string, string>()
  #newest: string

  /** `first` = what the site has before anybody was told. */
  constructor(first: string) {
    this.#newest = first
  }

  get newest(): string {
    return this.#newest
  }

  /** Somebody in that office was told this version. Returns whether that changed the site's version. */
  note(office: string, version: string): boolean {
    if (this.#ofOffice.get(office) === version) return false
    this.#ofOffice.set(office, version)
    const before = this.#newest
    this.#newest = version
    for (const told of this.#ofOffice.values())
      if (compareVersions(told, this.#newest) > 0) this.#newest = told
    return this.#newest !== before
  }
}
