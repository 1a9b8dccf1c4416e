import type { OperationName } from '@understudy/shared'
import type { ComponentChildren, JSX } from 'preact'
import type { Field } from '../forms/fields.ts'
import { fieldsOf } from '../forms/fields.ts'
import type { Entered } from '../forms/form-input.ts'
import type { ButtonKey, FieldName } from '../operations/page-operations.ts'
import type { View } from '../pages/view.ts'
import type { TextKey } from '../texts/texts.ts'
import { FieldInput } from './field-inputs.tsx'

type AskedFor = Extract<OperationName, ButtonKey extends `operation.${infer Name}` ? Name : never>

export interface FormProps {
  readonly view: View
  readonly operation: AskedFor
  /** Of several forms for one operation on a page: which this is. */
  readonly part?: string
  /** Fields that the page itself fills in. */
  readonly fixed?: Entered
  /** What stands in the fields at first. */
  readonly initial?: Entered
  /** Only these of the input's fields, in this order. Default: all that are not fixed. */
  readonly fields?: readonly FieldName[]
  readonly labels?: { readonly [K in FieldName]?: TextKey }
  readonly button?: TextKey
  /** It cuts people off or cannot be taken back. */
  readonly isDangerous?: boolean
  readonly children?: ComponentChildren
}

/** A form for an operation, from its input's schema; it is sent to the page on which it stands. */
export function OperationForm(props: FormProps): JSX.Element {
  const { view, operation, part = '', button = `operation.${operation}`, children } = props
  const fields = shownFields(props)
  const takesFile = fields.some(({ kind }) => kind === 'file')
  return (
    <form
      method="post"
      action={view.path}
      {...(takesFile ? { encType: 'multipart/form-data' } : {})}
    >
      <Hidden {...props} />
      {children}
      <FormFields {...props} fields={fields} />
      <p class="buttons">
        <button
          type="submit"
          class={props.isDangerous === true ? 'danger' : undefined}
          data-operation={operation}
          data-part={part}
        >
          {view.words.text(button)}
        </button>
      </p>
    </form>
  )
}

/** First, so that a file that follows is read only for somebody who may hand it over. */
export function Hidden({ view, operation, part = '', fixed = {} }: FormProps): JSX.Element {
  const fields = { csrf: view.csrf, operation, part, ...fixed }
  return (
    <>
      {Object.entries(fields).flatMap(([name, values]) =>
        [values ?? []]
          .flat()
          .map((value) => (
            <input type="hidden" key={`${name}=${value}`} name={name} value={value} />
          )),
      )}
    </>
  )
}

export type FieldsProps = Omit<FormProps, 'fields'> & { readonly fields: readonly Field[] }

export function FormFields(props: FieldsProps): JSX.Element {
  const { view, operation, part = '', fields, labels = {} } = props
  const { words } = view
  const prefix = ['f', operation, part].filter((word) => word !== '').join('-')
  const drawn = (field: Field, parent: string): JSX.Element => {
    const path = `${parent}${field.name}`
    const key = labels[field.name as FieldName] ?? (`field.${field.name as FieldName}` as const)
    const label = words.text(key)
    if (field.kind === 'group')
      return (
        <fieldset key={path}>
          <legend>{label}</legend>
          {field.fields.map((one) =>
            // A group that may be left out asks for none of its fields.
            drawn(field.required ? one : { ...one, required: false }, `${path}.`),
          )}
        </fieldset>
      )
    const id = `${prefix}-${path.replace('.', '-')}`
    const values = valuesOf(props, path)
    return <FieldInput key={path} {...{ words, field, id, path, label, values }} />
  }
  return <>{fields.map((field) => drawn(field, ''))}</>
}

/** The fields of that form's operation, by the names given. */
export function shownFields({ operation, fields, fixed = {} }: FormProps): readonly Field[] {
  const all = fieldsOf(operation)
  if (fields === undefined) return all.filter(({ name }) => fixed[name] === undefined)
  return fields.flatMap((name) => all.filter((field) => field.name === name))
}

/** After a refusal what somebody has entered stands there again. */
function valuesOf(
  { view, operation, part = '', initial = {} }: FieldsProps,
  path: string,
): readonly string[] {
  const { asked } = view
  const isAgain =
    asked?.operation === operation && !asked.outcome.ok && (asked.entered['part'] ?? '') === part
  const value = isAgain ? (asked.entered[path] ?? initial[path]) : initial[path]
  return value === undefined ? [] : [value].flat()
}
