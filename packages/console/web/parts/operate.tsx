import type { LiveView } from '@understudy/console'
import { useEffect, useState } from 'preact/hooks'
import type { Server } from '../server.ts'
import { Field, type Schema, valueIn, variantsOf } from './fields.tsx'
import { outcomeOf, Said, type SaidText } from './said.tsx'

interface OperationTold {
  readonly title: string
  readonly kind: 'read' | 'change'
  readonly input: Schema
  readonly secret: readonly string[]
  readonly file: boolean
}

type Tables = Readonly<Record<string, Readonly<Record<string, OperationTold>>>>

const tableOf = (who: string): string =>
  ['network', 'clients', 'witness'].includes(who) ? who : 'appliance'

/** Every operation and fault of the tables, as a form that its schema makes. */
export function Operate({ view, server }: { view: LiveView; server: Server }) {
  const [tables, setTables] = useState<Tables>({})
  const [who, setWho] = useState(view.lab.appliances[0] ?? '')
  const [name, setName] = useState('status')
  const [variant, setVariant] = useState(0)
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({})
  const [said, setSaid] = useState<SaidText>(null)
  useEffect(() => {
    server.ask<Tables>('tables').then(setTables, () => {})
  }, [server])
  const table = Object.entries(tables[tableOf(who)] ?? {}).filter(([, { file }]) => !file)
  const chosen = table.find(([known]) => known === name) ?? table[0]
  const [operation, told] = chosen ?? ['', undefined]
  const variants = variantsOf(told?.input)
  const schema = variants[variant] ?? variants[0]
  const choose = (operationName: string): void => {
    setName(operationName)
    setVariant(0)
    setTexts({})
  }
  const carryOut = async (event: Event): Promise<void> => {
    event.preventDefault()
    setSaid(await outcomeOf(server, who, operation, valueIn(schema, texts)))
  }
  return (
    <section class="card" aria-labelledby="operate">
      <h2 id="operate">Operations and faults</h2>
      <form onSubmit={carryOut}>
        <div class="fields">
          <label>
            Who
            <select
              value={who}
              onChange={(event) => {
                setWho(event.currentTarget.value)
                setTexts({})
              }}
            >
              {[...view.lab.appliances, ...view.lab.others].map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
          </label>
          <label>
            Operation
            <select value={operation} onChange={(event) => choose(event.currentTarget.value)}>
              {table.map(([one]) => (
                <option key={one}>{one}</option>
              ))}
            </select>
          </label>
          {variants.length > 1 ? (
            <label>
              Kind
              <select
                value={String(variant)}
                onChange={(event) => setVariant(Number(event.currentTarget.value))}
              >
                {variants.map((one, i) => (
                  <option key={kindOf(one, i)} value={String(i)}>
                    {kindOf(one, i)}
                  </option>
                ))}
              </select>
            </label>
          ) : null}
        </div>
        <p class="soft">{told?.title}</p>
        <div class="fields">
          {Object.entries(schema?.properties ?? {}).map(([field, one]) => (
            <Field
              key={field}
              name={field}
              schema={one}
              isRequired={schema?.required?.includes(field) === true}
              isSecret={told?.secret.includes(field) === true}
              text={texts[field] ?? ''}
              onText={(text) => setTexts({ ...texts, [field]: text })}
            />
          ))}
        </div>
        <button type="submit" class={told?.kind === 'change' ? 'main' : ''}>
          {told?.kind === 'change' ? 'Carry out' : 'Ask'}
        </button>
      </form>
      <Said said={said} />
    </section>
  )
}

const kindOf = ({ properties = {} }: Schema, i: number): string =>
  String(properties['kind']?.const ?? `form ${i + 1}`)
