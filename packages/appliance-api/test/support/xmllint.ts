import { validateXML } from 'xmllint-wasm'

/** What libxml2 says against these documents: '' when all are valid against the schema. */
export async function whyInvalid(documents: readonly string[], schema: string): Promise<string> {
  const { errors } = await validateXML({
    xml: documents.map((contents, index) => ({ fileName: `${index}.xml`, contents })),
    schema: [schema],
  })
  return errors.map(({ rawMessage }) => rawMessage).join('\n')
}
