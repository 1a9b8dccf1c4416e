import {
  accepted,
  bytesOfHex,
  clockToleranceMs,
  findPackage,
  isClockWrong,
  isoTimeOf,
  licencePackageName,
  licencesOfPackage,
  type Mail,
  nearestWord,
  type Outcome,
  type PackageManifest,
  packageFileName,
  packageFileOf,
  type Refusal,
  readDownloadKey,
  readQuestion,
  refusal,
  refused,
  type SealedQuestion,
  type Signing,
  type UpdateAnswer,
  type UpdateOffer,
  type UpdateServerCommand,
  type UpdateServerEvent,
} from '@understudy/shared'
import { type Account, continuedState, freshState, type UpdateServerState } from './accounts.ts'
import type { UpdateServerConfig } from './config.ts'
import { buildReadyMail, downloadMail } from './mails.ts'
import { offersOf } from './offers.ts'
import { payloadOf } from './payload.ts'
import { askSupport } from './support.ts'

/** How long a package may be installed after it was built. */
const validMs = 14 * 24 * 3_600_000

/** A file that a person saves at a machine with unrestricted access. */
export interface DownloadedFile {
  readonly file: string
  readonly package: string
  readonly bytes: Uint8Array
}

type SupportDownload = Extract<UpdateServerCommand, { kind: 'support-download' }>['input']

/** What a call comes to; the events are told, and the mails sent, after the state is kept. */
export interface Answered<T> {
  readonly outcome: Outcome<T>
  readonly events: readonly UpdateServerEvent[]
  readonly mails?: readonly Mail[]
}

/**
 * The vendor's side of updates (UPD-01, UPD-04): what is offered to whom, the packages, one download each. No clock and no
 * sockets: the caller says what time it is, and keeps `state` after every call before it answers.
 */
export class UpdateServer {
  readonly state: UpdateServerState
  readonly #config: UpdateServerConfig
  readonly #signing: Signing

  constructor(config: UpdateServerConfig, signing: Signing, state?: UpdateServerState) {
    this.#config = config
    this.#signing = signing
    const names = config.appliances.map(({ name }) => name)
    this.state = state === undefined ? freshState(names) : continuedState(names, state)
  }

  /** The key by which appliances know the vendor's packages. */
  vendorPublicKey(): Uint8Array {
    return this.#signing.publicKeyOf(secretBytes(this.#config.vendorPrivateKey))
  }

  /** An appliance asks by itself: what there is, or for one package (UPD-01). */
  answer(sealed: SealedQuestion, nowMs: number): Answered<UpdateAnswer> {
    const read = readQuestion(sealed)
    if (read === undefined) return refusing(unknown('nobody'))
    const { question } = read
    const account = this.#accountOf(question.appliance)
    if (account === undefined || !read.isBy(this.#signing, this.#secretOf(account)))
      return refusing(unknown(question.appliance))
    const off = clockRefusal(account, question.atMs, nowMs)
    if (off !== null) return refusing(off)
    const { base, site, guid } = question
    account.guid = guid
    account.installed = { base, site }
    const offers = this.#offers(account)
    if (question.ask === 'check') return { outcome: accepted({ offers, file: null }), events: [] }
    const offer = offers.find(({ name }) => name === question.package)
    if (offer === undefined) return refusing(notOffered(question.package, account))
    // The box may have to ask once more, after a crash: it stays offered until it is installed.
    const { bytes } = this.#build(account, offer, nowMs)
    return {
      outcome: accepted({ offers: [], file: bytes }),
      events: [downloaded(account, offer, 'appliance')],
    }
  }

  /**
   * Somebody posts an Appliance Download Key from a machine with unrestricted access and gets all that is offered to that
   * appliance (UPD-04).
   */
  redeem(key: string, nowMs: number): Answered<readonly DownloadedFile[]> {
    const read = readDownloadKey(key)
    if (read === undefined) return refusing(refusal('key-damaged'))
    const { claims } = read
    const account = this.#accountOf(claims.appliance)
    if (account === undefined || !read.isBy(this.#signing, this.#secretOf(account)))
      return refusing(unknown(claims.appliance))
    if (nowMs > claims.expiresAtMs)
      return refusing(
        refusal('key-expired', {
          appliance: account.name,
          expected: isoTimeOf(claims.expiresAtMs),
          found: isoTimeOf(nowMs),
        }),
      )
    // A clock that is behind makes keys that are expired already; one that is ahead, keys from the future.
    if (claims.issuedAtMs > nowMs + clockToleranceMs)
      return refusing(wrongClock(account, claims.issuedAtMs, nowMs))
    account.guid = claims.guid
    account.installed = { base: claims.base, site: claims.site }
    const offers = this.#offers(account)
    if (offers.length === 0)
      return refusing(refusal('nothing-to-download', { appliance: account.name }))
    return this.#hand(account, offers, 'key', nowMs)
  }

  /**
   * What people ask of the server or of support, by its table; the files of a download with it. `linkTo`: where a saved file
   * can be had, for support's mail.
   */
  command(
    command: UpdateServerCommand,
    nowMs: number,
    linkTo: (file: string) => string = (file) => file,
  ): Answered<unknown> & { readonly files: readonly DownloadedFile[] } {
    switch (command.kind) {
      case 'update-server-status':
        return { ...answering(this.#status()), files: [] }
      case 'redeem-key':
        return listing(this.redeem(command.input.key, nowMs))
      case 'support-download':
        return listing(this.#downloadBySupport(command.input, nowMs, linkTo))
      case 'ask-support':
        return { outcome: askSupport(command.input), events: [], files: [] }
      case 'release-build':
        return { ...this.#release(command.input.package), files: [] }
      case 'order-licences':
        return { ...this.#order(command.input), files: [] }
    }
  }

  #status() {
    return {
      appliances: this.state.accounts.map((account) => ({
        name: account.name,
        base: account.installed?.base ?? null,
        site: account.installed?.site ?? null,
        offered: this.#offers(account).map(({ name }) => name),
        downloaded: [...account.downloaded],
      })),
    }
  }

  /** Support gives every package, also once more, and to boxes that have no key (UPD-04). */
  #downloadBySupport(
    { appliance, package: name, guid }: SupportDownload,
    nowMs: number,
    linkTo: (file: string) => string,
  ): Answered<readonly DownloadedFile[]> {
    const account = this.#accountOf(appliance)
    if (account === undefined) return refusing(unknown(appliance))
    account.guid = guid ?? account.guid
    if (account.guid === null) return refusing(unknown(appliance))
    const target = findPackage(name)
    const offer: UpdateOffer | undefined =
      target === undefined
        ? this.#offers({ ...account, downloaded: [] }).find((one) => one.name === name)
        : this.#offerOf(target)
    if (offer === undefined) return refusing(refusal('unknown-package', { found: name }))
    const handed = this.#hand(account, [offer], 'support', nowMs)
    const files = handed.outcome.ok ? handed.outcome.value : []
    return {
      ...handed,
      mails: files.map(({ file }) =>
        downloadMail(this.#config.primaryHostname, offer, linkTo(file)),
      ),
    }
  }

  #release(name: string): Answered<{ readonly offered: readonly string[] }> {
    const target = findPackage(name)
    if (target === undefined) return refusing(refusal('unknown-package', { found: name }))
    const { released } = this.state
    if (!released.includes(name)) released.push(name)
    return {
      outcome: accepted({ offered: [...released] }),
      events: [{ name: 'build-released', package: name }],
      mails: [buildReadyMail(this.#config.primaryHostname, target)],
    }
  }

  #order({
    appliance,
    licences,
  }: {
    readonly appliance: string
    readonly licences: number
  }): Answered<{ readonly package: string }> {
    const account = this.#accountOf(appliance)
    if (account === undefined) {
      const names = this.state.accounts.map(({ name }) => name)
      return refusing(
        refusal('unknown-participant', {
          expected: names.join(', '),
          found: appliance,
          nearest: nearestWord(appliance, names),
        }),
      )
    }
    this.state.orders += 1
    const name = licencePackageName(licences, this.state.orders)
    account.licencePackages.push(name)
    return {
      outcome: accepted({ package: name }),
      events: [{ name: 'licences-ordered', appliance, package: name }],
    }
  }

  #hand(
    account: Account,
    offers: readonly UpdateOffer[],
    by: 'key' | 'support',
    nowMs: number,
  ): Answered<readonly DownloadedFile[]> {
    return {
      outcome: accepted(offers.map((offer) => this.#download(account, offer, nowMs))),
      events: offers.map((offer) => downloaded(account, offer, by)),
    }
  }

  /** Saved by a person: from now on the package is no longer offered (UPD-04). */
  #download(account: Account, offer: UpdateOffer, nowMs: number): DownloadedFile {
    if (!account.downloaded.includes(offer.name)) account.downloaded.push(offer.name)
    return this.#build(account, offer, nowMs)
  }

  /** The file, built for that appliance alone. */
  #build(account: Account, offer: UpdateOffer, nowMs: number): DownloadedFile {
    const { name, kind, version, ...details } = offer
    const manifest: Omit<PackageManifest, 'payloadBytes' | 'payloadSha512'> = {
      package: name,
      kind,
      version,
      build: findPackage(name)?.build ?? 0,
      appliance: account.guid ?? '',
      ...details,
      validUntilMs: nowMs + validMs,
    }
    const bytes = packageFileOf(
      manifest,
      payloadOf(name, this.#config.packageBytes),
      this.#signing,
      secretBytes(this.#config.vendorPrivateKey),
    )
    return { file: packageFileName(`${account.name}-${name}`), package: name, bytes }
  }

  #offers(account: Account): readonly UpdateOffer[] {
    const names = offersOf(account, this.state.released, this.#config.rollout)
    return names.flatMap((name) => {
      const licences = licencesOfPackage(name)
      if (licences !== undefined)
        return [{ ...this.#details, name, kind: 'licences' as const, version: '0', licences }]
      const target = findPackage(name)
      return target === undefined ? [] : [this.#offerOf(target)]
    })
  }

  #offerOf({ name, kind, version }: Pick<UpdateOffer, 'name' | 'kind' | 'version'>): UpdateOffer {
    return { name, kind, version, ...this.#details }
  }

  get #details(): Pick<UpdateOffer, 'primaryHostname' | 'licences' | 'licencesExpireAtMs'> {
    const { primaryHostname, licences } = this.#config
    return { primaryHostname, licences, licencesExpireAtMs: null }
  }

  #accountOf(name: string): Account | undefined {
    return this.state.accounts.find((account) => account.name === name)
  }

  #secretOf({ name }: Account): Uint8Array {
    return secretBytes(this.#config.appliances.find((one) => one.name === name)?.secret ?? '')
  }
}

function secretBytes(hex: string): Uint8Array {
  const bytes = bytesOfHex(hex)
  if (bytes === undefined || bytes.length === 0)
    throw new Error('a secret of the vendor is not hex')
  return bytes
}

/** An appliance whose clock differs by more is told so: its key would be expired, or not yet valid (UPD-04). */
function clockRefusal(account: Account, boxMs: number, nowMs: number): Refusal | null {
  return isClockWrong(boxMs - nowMs) ? wrongClock(account, boxMs, nowMs) : null
}

const wrongClock = ({ name }: Account, boxMs: number, nowMs: number): Refusal =>
  refusal('wrong-clock', {
    appliance: name,
    found: isoTimeOf(boxMs),
    expected: isoTimeOf(nowMs),
  })

const unknown = (found: string): Refusal => refusal('unknown-to-update-server', { found })

const notOffered = (target: string, { name }: Account): Refusal =>
  refusal('not-offered', { target, appliance: name })

const downloaded = (
  { name: appliance }: Account,
  { name }: UpdateOffer,
  by: 'appliance' | 'key' | 'support',
): UpdateServerEvent => ({ name: 'package-downloaded', appliance, package: name, by })

const answering = <T>(value: T): Answered<T> => ({ outcome: accepted(value), events: [] })

function refusing(why: Refusal): Answered<never> {
  const { code, message } = why
  return { outcome: refused(why), events: [{ name: 'update-server-refused', code, message }] }
}

/** As the table answers it: the files' names and sizes; their bytes are saved beside. */
function listing({ outcome, ...told }: Answered<readonly DownloadedFile[]>): Answered<unknown> & {
  readonly files: readonly DownloadedFile[]
} {
  if (!outcome.ok) return { ...told, outcome, files: [] }
  const files = outcome.value.map(({ file, package: name, bytes }) => ({
    file,
    package: name,
    sizeBytes: bytes.length,
  }))
  return { ...told, outcome: accepted({ files }), files: outcome.value }
}
