import { Refused, type Server } from '../server.ts'

/** What came of a button, for people; null = nothing was asked yet. */
export type SaidText = { readonly good: boolean; readonly text: string } | null

type Outcome =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly refusal: { readonly code: string; readonly message: string } }

/** Carries out an operation of the table; a refusal is shown as it is, with its code. */
export async function outcomeOf(
  server: Server,
  who: string,
  operation: string,
  input: unknown,
): Promise<SaidText> {
  try {
    const outcome = await server.ask<Outcome>('operate', { who, operation, input })
    if (!outcome.ok)
      return { good: false, text: `Refused (${outcome.refusal.code}): ${outcome.refusal.message}` }
    const value = outcome.value ?? {}
    const isEmpty = typeof value === 'object' && Object.keys(value).length === 0
    return {
      good: true,
      text: isEmpty ? `${who}: ${operation} done` : JSON.stringify(value, null, 2),
    }
  } catch (error) {
    if (!(error instanceof Refused)) return { good: false, text: 'The lab does not answer.' }
    return { good: false, text: error.message }
  }
}

/** Told to screen readers as it comes. */
export const Said = ({ said }: { said: SaidText }) => (
  <div role="status" class="said">
    {said === null ? null : (
      <pre class={said.good ? 'good' : 'bad'} tabIndex={0}>
        {said.text}
      </pre>
    )}
  </div>
)
