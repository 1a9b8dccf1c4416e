import { readFileSync } from 'node:fs'
import { portFailure, StartFailure } from '@understudy/lab-channel'
import { type Static, Type } from 'typebox'
import { ControlApi } from './control-api.ts'
import { type NewProxy, populationOf } from './proxies/proxy-body.ts'

export const StandaloneConfig = Type.Object(
  {
    /** Where the API listens; anything but loopback also lets proxies listen anywhere. */
    host: Type.String({ minLength: 1, maxLength: 253 }),
    /** 0 = a free one. */
    port: Type.Integer({ minimum: 0, maximum: 65_535 }),
    seed: Type.String({ maxLength: 100 }),
    /** Proxies to begin with, as /populate takes them. */
    populationFile: Type.Optional(Type.String({ minLength: 1 })),
    hasMetrics: Type.Boolean(),
  },
  { additionalProperties: false },
)
export type StandaloneConfig = Static<typeof StandaloneConfig>

/** The Toxiproxy API without a lab (NET-10). A {@link StartFailure} says which file or port cannot be had. */
export async function startStandalone(
  config: StandaloneConfig,
): Promise<{ readonly port: number; readonly api: ControlApi }> {
  const { host, seed, hasMetrics, populationFile } = config
  const isLoopback = host === 'localhost' || host === '::1' || host.startsWith('127.')
  const exposure = isLoopback ? 'loopback' : 'any'
  const api = new ControlApi({ host, seed, hasMetrics, exposure })
  try {
    if (populationFile !== undefined) await populate(api, populationFile)
    const port = await api.start(config.port).catch((error: unknown) => {
      throw portFailure(config.port, host, error)
    })
    return { port, api }
  } catch (error) {
    api.stop()
    throw error
  }
}

async function populate(api: ControlApi, file: string): Promise<void> {
  const proxies = readPopulation(file)
  try {
    await api.populate(proxies)
  } catch (error) {
    throw noProxies(1, file, error)
  }
}

function readPopulation(file: string): readonly NewProxy[] {
  try {
    return populationOf(readFileSync(file))
  } catch (error) {
    throw noProxies(3, file, error)
  }
}

const noProxies = (exitCode: 1 | 3, file: string, error: unknown): StartFailure =>
  new StartFailure(
    exitCode,
    `The proxies of ${file} cannot be made: ${(error as Error).message}.`,
    error,
  )
