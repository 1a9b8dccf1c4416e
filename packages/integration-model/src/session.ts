/** A session as a report tells it, with what the Integration Client keeps of it (IC-01, P 4.4). */
export interface ExtractedSession {
  readonly lsid: string
  /** null = the appliance has none yet (before 10.6). */
  readonly lseq: number | null
  readonly type: string
  /** Seconds since 1970, as the reports give them. */
  readonly startedAtS: number
  /** null = still in progress, or closed abnormally (P 7.1). */
  readonly endedAtS: number | null
  /** HH:MM:SS. */
  readonly duration: string
  readonly fileTransfers: number
  readonly externalKey: string
  readonly publicSiteId: number
  readonly publicSiteName: string
  readonly hasRecording: boolean
  readonly customers: readonly ExtractedPerson[]
  readonly representatives: readonly ExtractedPerson[]
  readonly teams: readonly ExtractedNamed[]
  readonly customAttributes: readonly ExtractedNamed[]
  readonly events: readonly ExtractedEvent[]
}

export interface ExtractedPerson {
  readonly gsnumber: string
  readonly username: string
  readonly displayName: string
  readonly publicIp: string
  readonly privateIp: string
  readonly hostname: string
  readonly os: string
  /** Whether they were the session's primary customer or representative. */
  readonly isPrimary: boolean
}

/** A team by its id, or a custom attribute by its code name. */
export interface ExtractedNamed {
  readonly name: string
  readonly value: string
}

export interface ExtractedEvent {
  readonly atS: number
  readonly type: string
  readonly performedBy: string
  readonly performer: string
  /** Base64 is undone. */
  readonly body: string
  readonly filename: string
  readonly filesize: number | null
  readonly data: readonly ExtractedNamed[]
  readonly systemInformation: readonly ExtractedField[]
}

export interface ExtractedField {
  readonly category: string
  /** Of a table; null = it describes the category. */
  readonly row: number | null
  readonly name: string
  readonly value: string
}
