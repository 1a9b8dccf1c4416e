import { compareVersions } from '@understudy/shared'

/**
 * The version of the site, as its clients see it: offices may be led to different appliances, so it is
 * the newest of what each was told last. A site that was swung back to the older appliance has the
 * older version again.
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

  /** Somebody in that office was told so. Returns whether the site's version has changed by it. */
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
