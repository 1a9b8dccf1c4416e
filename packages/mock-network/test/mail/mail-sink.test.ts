import { once } from 'node:events'
import type { LabChannel } from '@understudy/lab-channel'
import type { NetworkOutputOf } from '@understudy/shared'
import t, { type Test } from 'tap'
import { dial, startEcho } from '../support/echo-appliance.ts'
import { startLab, type TestLab } from '../support/lab.ts'

/** The mail host's name as appliances of this lab know it. */
const relay = 'mail.example.com'

async function listed(channel: LabChannel): Promise<NetworkOutputOf<'list-mail'>['mails']> {
  const answer = await channel.command('network', { kind: 'list-mail', input: {} })
  if (!answer.ok) throw new Error(answer.refusal.message)
  return (answer.value as NetworkOutputOf<'list-mail'>).mails
}

/** A program that speaks SMTP: says each line after the answer to the one before it; tells the codes. */
async function speak(
  t: Test,
  channel: LabChannel,
  lines: readonly string[],
  before: (line: string) => Promise<unknown> = async () => undefined,
): Promise<readonly number[]> {
  const socket = await dial(t, channel, relay)
  const codes: number[] = []
  for (const line of ['', ...lines]) {
    await before(line)
    if (line !== '') socket.write(`${line}\r\n`)
    const [answer] = (await once(socket, 'data')) as [Buffer]
    codes.push(Number.parseInt(answer.toString(), 10))
  }
  socket.end()
  return codes
}

const dialogue = (text: string): readonly string[] => [
  'HELO a.example.com',
  'MAIL FROM:<a@example.com>',
  'RCPT TO:<admin@example.com>',
  'DATA',
  `Subject: trouble\r\n\r\n${text}\r\n.`,
]
const allTaken = [220, 250, 250, 250, 354, 250]

async function appliance(t: Test): Promise<{ lab: TestLab; channel: LabChannel }> {
  const lab = await startLab(t)
  const { channel } = await startEcho(t, lab, 'a')
  return { lab, channel }
}

t.test(
  'WEB-06: the mail host takes mail by SMTP, as from the appliance that dialled',
  async (t) => {
    const { lab, channel } = await appliance(t)
    t.same(await speak(t, channel, dialogue('first')), allTaken)
    t.match(await listed(channel), [
      {
        via: 'a',
        from: 'a@example.com',
        to: ['admin@example.com'],
        subject: 'trouble',
        text: 'first\n',
      },
    ])
    const clients = await lab.join({ name: 'clients', kind: 'clients' })
    t.equal(clients.doorTo(relay), undefined, 'appliances alone send mail')
  },
)

t.test(
  'SEC-03: what the mail host does not take is told by SMTP, and nothing is kept',
  async (t) => {
    const { channel } = await appliance(t)
    for (const [lines, code] of [
      [dialogue('x'.repeat(100_000)), 552],
      [dialogue('x'.repeat(20_000)), 554],
    ] as const)
      t.equal((await speak(t, channel, lines)).at(-1), code)
    t.match(await speak(t, channel, ['AUTH LOGIN']), [220, 500])
    t.same(await listed(channel), [])
  },
)

t.test(
  'NET-09: a conversation stands still while the path is cut, and goes on afterwards',
  async (t) => {
    const { lab, channel } = await appliance(t)
    const conductor = await lab.join({ name: 'conductor', kind: 'conductor' })
    const path = { from: 'a', to: 'mail' }
    let stoodMs = 0
    const codes = await speak(t, channel, dialogue('late'), async (line) => {
      if (line !== 'DATA') return
      await conductor.command('network', { kind: 'cut-path', input: path })
      const cutAtMs = conductor.clock.nowMs()
      conductor.clock.setTimer('heal', cutAtMs + 120_000, () => {
        stoodMs = conductor.clock.nowMs() - cutAtMs
        void conductor.command('network', { kind: 'heal-path', input: path })
      })
    })
    t.same(codes, allTaken)
    t.ok(stoodMs >= 120_000, 'two minutes of lab time')
    t.match(await listed(channel), [{ text: 'late\n' }])
  },
)
