import { sameHost } from '@understudy/shared'

/** A machine's hosts file: names that it does not ask its resolver for, and their addresses (NET-06). */
export type HostsFile = Readonly<Record<string, string>>

/** What is dialled for that name, in any spelling: the address in the file, otherwise the name itself. */
export const lookUpHost = (hosts: HostsFile, name: string): string =>
  Object.entries(hosts).find(([known]) => sameHost(known, name))?.[1] ?? name
