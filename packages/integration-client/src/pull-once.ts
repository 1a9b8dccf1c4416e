import {
  Pull,
  type Pulled,
  type PullFailure,
  type PullInput,
  type PullStep,
  pathOf,
  type Question,
} from '@understudy/integration-model'
import type { ExtractionDatabase } from './database/extraction-database.ts'
import { lsidColumnOf } from './database/schema.ts'
import type { Credentials } from './site/credentials.ts'
import type { SiteDoor } from './site/site-door.ts'

export interface PullParts {
  readonly door: SiteDoor
  readonly database: ExtractionDatabase
  readonly credentials: Credentials
  readonly signal: AbortSignal
}

/** One pull from a site into the database. Rejects only for errors of the program's own. */
export async function pullOnce(parts: PullParts): Promise<Pulled> {
  const { database } = parts
  const options = { lsidColumn: lsidColumnOf[database.generation], namespaces: 'ignores' } as const
  const resume = await tried(() => database.resume())
  if ('failure' in resume) return { appliance: '', seen: 0, added: 0, failure: resume.failure }
  const pull = new Pull(options, resume.value)
  let step: PullStep = pull.begin()
  while (step?.kind !== 'done') {
    if (step?.kind !== 'ask') throw new Error('a pull neither asks nor ends')
    step = await answered(pull, step.question, parts)
  }
  return step.pulled
}

/** Asks, hands over the answer, and stores what comes of it; the step that follows its end. */
async function answered(pull: Pull, question: Question, parts: PullParts): Promise<PullStep> {
  const { door, credentials, signal } = parts
  const failed = (failure: PullFailure): Promise<PullStep> =>
    told(pull, { kind: 'failed', failure }, parts)
  try {
    const path = pathOf(question, credentials.parameters)
    const { status, body } = await door.ask(path, signal)
    body.setEncoding('utf8')
    if (status !== 200) {
      body.destroy()
      return await failed({ code: 'answered-otherwise', detail: `HTTP ${status}` })
    }
    for await (const text of body as AsyncIterable<string>) {
      const step = await told(pull, { kind: 'piece', text }, parts)
      if (step !== null) {
        body.destroy()
        return step
      }
    }
  } catch (error) {
    if (signal.aborted) return await failed({ code: 'unreachable', detail: 'stopped' })
    return await failed({ code: 'unreachable', detail: causeOf(error) })
  }
  return await told(pull, { kind: 'answered' }, parts)
}

/** Tells the pull something, and stores for as long as it asks for that. */
async function told(pull: Pull, input: PullInput, { database }: PullParts): Promise<PullStep> {
  let step = pull.step(input)
  while (step?.kind === 'store') {
    const { batch } = step
    const stored = await tried(() => database.store(batch, pull.appliance))
    step = pull.step(
      'failure' in stored
        ? { kind: 'failed', failure: stored.failure }
        : { kind: 'stored', added: stored.value },
    )
  }
  return step
}

async function tried<T>(
  work: () => Promise<T>,
): Promise<{ readonly value: T } | { readonly failure: PullFailure }> {
  try {
    return { value: await work() }
  } catch (error) {
    return { failure: { code: 'database', detail: causeOf(error) } }
  }
}

const causeOf = (error: unknown): string =>
  (error as NodeJS.ErrnoException).code ?? (error as Error).message
