import { badRequestBody, missingField } from '../api-error.ts'
import { readFirstJson } from '../json/go-json.ts'
import { type Decoded, decodeStruct, type StructType } from '../json/go-struct.ts'
import { orBadRequest } from '../toxics/toxic-body.ts'
import type { ProxyState } from './toxic-proxy.ts'

/** The longest name or address. */
const textLengthMax = 1_024

export interface NewProxy extends ProxyState {
  readonly name: string
}

const fields: StructType['fields'] = {
  name: 'string',
  listen: 'string',
  upstream: 'string',
  enabled: 'bool',
  Logger: { name: 'Logger', type: 'zerolog.Logger', fields: {} },
}
const proxyStruct: StructType = { name: 'Proxy', type: 'toxiproxy.Proxy', fields }
const entryStruct: StructType = {
  name: '',
  type: 'struct { toxiproxy.Proxy; Enabled *bool "json:\\"enabled\\"" }',
  fields,
}

/** The proxy that a POST describes; enabled unless it says otherwise. */
export function newProxy(body: Uint8Array): NewProxy {
  const given = orBadRequest(() => decodeStruct(readFirstJson(body), proxyStruct))
  const proxy = proxyOf(given)
  if (proxy.name === '') throw missingField('name')
  if (proxy.upstream === '') throw missingField('upstream')
  return proxy
}

/** The state that a PATCH asks for; fields it leaves out stay. */
export function changedState(body: Uint8Array, present: ProxyState): ProxyState {
  const given = orBadRequest(() => decodeStruct(readFirstJson(body), proxyStruct))
  const { listen, upstream, enabled } = proxyOf({ ...present, ...given })
  return { listen, upstream, enabled }
}

/** The proxies of /populate; none is created if one of them is wrong. */
export function populationOf(body: Uint8Array): readonly NewProxy[] {
  const value = orBadRequest(() => readFirstJson(body))
  if (value.kind === 'null') return []
  if (value.kind !== 'array') {
    const type = `[]${entryStruct.type}`
    throw badRequestBody(`json: cannot unmarshal ${value.kind} into Go value of type ${type}`)
  }
  const proxies = value.items.map((item) =>
    proxyOf(orBadRequest(() => decodeStruct(item, entryStruct))),
  )
  for (const [index, proxy] of proxies.entries()) {
    if (proxy.name === '') throw missingField(`name at proxy ${index + 1}`)
    if (proxy.upstream === '') throw missingField(`upstream at proxy ${index + 1}`)
  }
  return proxies
}

function proxyOf(given: Decoded): NewProxy {
  const enabled = typeof given['enabled'] === 'boolean' ? given['enabled'] : true
  const text = (field: string): string => {
    const value = given[field]
    if (typeof value !== 'string') return ''
    if (value.length <= textLengthMax) return value
    throw badRequestBody(`${field} is over ${textLengthMax} characters`)
  }
  return { name: text('name'), listen: text('listen'), upstream: text('upstream'), enabled }
}
