import type { applianceOperations, InputOf, OperationName } from '@understudy/shared'

type Table = typeof applianceOperations

/** What people ask for on a page: all of the table but what belongs to the lab (WEB-06). */
export type PageOperation = {
  [K in OperationName]: Table[K]['page'] extends 'lab' ? never : K
}[OperationName]

/** What only reads, and is asked for by a button all the same. */
type AskedReading = 'prove-pre-shared-key' | 'export-jump-clients' | 'download-console-installer'

/** What has a button: a new operation whose button has no text in some language does not compile. */
type ButtonOperation = {
  [K in PageOperation]: Table[K]['kind'] extends 'change' ? K : K & AskedReading
}[PageOperation]
export type ButtonKey = `operation.${ButtonOperation}`

type FieldsOf<T> = T extends unknown ? keyof T & string : never
/** The fields of all that has a button; nested ones are named by themselves. */
export type FieldName = { [K in ButtonOperation]: FieldsOf<InputOf<K>> }[ButtonOperation]
export type FieldKey = `field.${FieldName | 'host' | 'port'}`
