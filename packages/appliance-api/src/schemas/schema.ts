import type { Api } from '../answer.ts'
import type { Era } from '../era.ts'

/** An XML schema (XSD 1.0) of one API in one era: what is common to both. */
export function schemaOf(era: Era, api: Api, elements: string): string {
  const namespace = era.namespaces[api]
  const target =
    namespace === undefined ? '' : ` targetNamespace="${namespace}" xmlns="${namespace}"`
  return `<?xml version="1.0" encoding="UTF-8"?>

<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"${target} elementFormDefault="qualified">
<xs:element name="error" type="xs:string"/>
${elements}
</xs:schema>
`
}

/** Elements that follow each other, each at most once unless it says otherwise. */
export const sequence = (...members: readonly string[]): string =>
  `<xs:sequence>\n${members.join('\n')}\n</xs:sequence>`

export const complex = (name: string, content: string, occurs = ''): string =>
  `<xs:element name="${name}"${occurs}>\n<xs:complexType>\n${content}\n</xs:complexType>\n</xs:element>`

export const simple = (name: string, type: string, occurs = ''): string =>
  `<xs:element name="${name}" type="xs:${type}"${occurs}/>`

/** Text with attributes. */
export const labelled = (
  name: string,
  type: string,
  attributes: readonly string[],
  occurs = '',
): string =>
  complex(
    name,
    `<xs:simpleContent>\n<xs:extension base="xs:${type}">\n${attributes.join('\n')}\n</xs:extension>\n</xs:simpleContent>`,
    occurs,
  )

export const attribute = (name: string, type: string): string =>
  `<xs:attribute name="${name}" type="xs:${type}" use="required"/>`

/** `custom_attributes`, of reports and commands alike. */
export const customAttributes = (occurs = ''): string =>
  complex(
    'custom_attributes',
    sequence(
      labelled(
        'custom_attribute',
        'string',
        [attribute('display_name', 'string'), attribute('code_name', 'string')],
        any,
      ),
    ),
    occurs,
  )

export const optional = ' minOccurs="0"'
export const any = ' minOccurs="0" maxOccurs="unbounded"'
