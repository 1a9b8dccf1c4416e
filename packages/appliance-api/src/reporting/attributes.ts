import { type Attributes, externalKeyAttribute, type ReportedSession } from '@understudy/shared'
import type { XmlWriter } from '../xml/writer.ts'

/** The external key as reports show it: that which a program has set, or under which the customer came. */
export const externalKeyOf = ({
  externalKey,
  attributes,
}: Pick<ReportedSession, 'externalKey' | 'attributes'>): string =>
  attributes?.[externalKeyAttribute] ?? externalKey

/** `custom_attributes`, by code names, which are their display names too. */
export function writeAttributes(xml: XmlWriter, attributes: Attributes): void {
  xml.begin('custom_attributes')
  for (const [name, value] of Object.entries(attributes))
    xml.leaf('custom_attribute', value, { display_name: name, code_name: name })
  xml.end()
}
