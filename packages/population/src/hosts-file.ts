/** A machine's hosts file: names that it does not ask its resolver for, and their addresses (NET-06). */
export type HostsFile = Readonly<Record<string, string>>

/** What is dialled under that name: the address in the file, or else the name itself. */
export const lookUpHost = (hosts: HostsFile, name: string): string => hosts[name] ?? name
