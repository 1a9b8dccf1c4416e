import type { QueueAddress } from '@understudy/share-queue'
import { readSecret } from '../files/read-secret.ts'
import { UsageError } from '../usage/errors.ts'
import type { CommandLine } from '../usage/options.ts'

/** Options of commands that hand their work to workers at a queue, and of the workers (LAB-05). */
export const queueOptions = {
  queue: { value: 'URL', help: 'workers at this Redis or Valkey play it: redis://host:6379' },
  'queue-password-file': {
    value: 'FILE',
    help: 'its password (default: $UNDERSTUDY_QUEUE_PASSWORD_FILE)',
  },
} as const

type Values = CommandLine['values']

/** Null = none is asked for. A password in the address would be in the list of processes (SEC-01). */
export function queueOf(values: Values, folder: string): QueueAddress | null {
  const file = values.get('queue-password-file')
  const text = values.get('queue')
  if (text === undefined) {
    if (file === undefined) return null
    throw new UsageError('option --queue-password-file is for --queue')
  }
  if (values.has('jobs'))
    throw new UsageError('option --jobs: with --queue it is up to the workers how many they play')
  return addressOf(text, file, folder)
}

/** The address, with the password that the file holds. */
export function addressOf(
  text: string,
  file = process.env['UNDERSTUDY_QUEUE_PASSWORD_FILE'],
  folder = '.',
): QueueAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^rediss?:$/.test(url.protocol) || url.hostname === '')
    throw new UsageError('option --queue expects redis://host:port, or rediss:// for TLS')
  if (url.password !== '')
    throw new UsageError(
      'option --queue expects no password in the address, where others see it: --queue-password-file',
    )
  if (file === undefined || file === '') return { url: text, password: null }
  const password = readSecret(file, folder)
  if (password === '') throw new UsageError(`${file}: expected a password, found nothing`)
  return { url: text, password }
}
