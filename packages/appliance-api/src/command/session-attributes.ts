import {
  type Attributes,
  attributeCharsMax,
  attributeNamePattern,
  externalKeyAttribute,
} from '@understudy/shared'
import { errorDocument, errorTexts, rootAttributes, shortDocument } from '../answer.ts'
import { type ApiStep, answered } from '../door/step.ts'
import type { Parameters } from '../parameters.ts'
import { externalKeyOf, writeAttributes } from '../reporting/attributes.ts'
import type { CommandCall } from './command-call.ts'
import { operationStep } from './operation-step.ts'
import { lsidOf, refusedWith } from './session-parameters.ts'

const prefix = 'session.custom.'
const name = new RegExp(attributeNamePattern)

/** The parameters `session.custom.NAME`, or the text of an error. */
export function attributesIn(parameters: Parameters): Attributes | string {
  const found: Record<string, string> = {}
  for (const [parameter, value] of parameters) {
    if (!parameter.startsWith(prefix)) continue
    const code = parameter.slice(prefix.length)
    if (!name.test(code) || code === '__proto__') return `${parameter} is no custom attribute.`
    if (value.length > attributeCharsMax)
      return `${parameter} is longer than ${attributeCharsMax} characters.`
    found[code] = value
  }
  return found
}

/** `set_session_attributes` (API-03): those that are named; the others stay. */
export function setAttributesStep({ era, parameters }: CommandCall): ApiStep {
  const lsid = lsidOf(parameters)
  const attributes = attributesIn(parameters)
  if (lsid === undefined) return refusedWith(era)
  if (typeof attributes === 'string') return refusedWith(era, attributes)
  if (Object.keys(attributes).length === 0)
    return refusedWith(era, 'At least one session.custom attribute is needed.')
  const input = { lsid, attributes }
  return operationStep(era, 'set-session-attributes', input, 'Successfully set session attributes.')
}

/**
 * `get_session_attributes` (API-03), of sessions in progress and of those that have ended. Only its name is documented: the
 * elements are those of reports.
 */
export function getAttributesStep({ era, parameters, reading }: CommandCall): ApiStep {
  const lsid = lsidOf(parameters)
  const [session] =
    lsid === undefined ? [] : [...reading.sessions({ by: 'lsid', lsids: [lsid] })].flat()
  if (session === undefined) return answered(errorDocument(era, 'command', errorTexts.lsid))
  return answered(
    shortDocument((xml) => {
      xml.begin('session_attributes', { ...rootAttributes(era, 'command'), lsid: session.lsid })
      const { [externalKeyAttribute]: _, ...others } = session.attributes ?? {}
      writeAttributes(xml, { [externalKeyAttribute]: externalKeyOf(session), ...others })
      xml.end()
    }),
  )
}
