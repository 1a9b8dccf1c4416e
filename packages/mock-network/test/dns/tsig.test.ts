import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { keyFileText, parseKeyFile, tsigKeyOfLab } from '../../src/dns/tsig/tsig-key.ts'
import { realNowSeconds, testAnswerer, testKey, testZone } from './support/lab-zone.ts'
import {
  decoded,
  packetOf,
  query,
  type Signing,
  signed,
  tsigOf,
  uint16,
} from './support/packets.ts'

const update = packetOf({
  flags: 5 << 11,
  questions: [query('example.com', 6)],
  authorities: [
    { name: 'new.example.com', type: 1, class: 1, ttl: 60, data: Buffer.of(192, 0, 2, 3) },
  ],
})
const good: Signing = { key: testKey.secret, atSeconds: realNowSeconds }

function send(request: Buffer) {
  const zone = testZone()
  const reply = testAnswerer(zone).answer(request, 'udp')
  return { reply, rcode: decoded(reply).rcode, isChanged: zone.serial > 1 }
}

t.test('NET-04: an update signed with the key is made, and the answer is signed', async (t) => {
  const request = signed(update, good)
  const { reply, rcode, isChanged } = send(request.packet)
  t.match({ rcode, isChanged }, { rcode: 0, isChanged: true })
  const tsig = tsigOf(reply, testKey.secret, request.mac)
  t.match(tsig, { error: 0, isRight: true, atSeconds: realNowSeconds })
})

t.test('NET-04: the key is known in any case of its name', async (t) => {
  // The MAC is over the names in lower case.
  const { packet } = signed(update, good)
  const shouting = Buffer.from(packet.toString('latin1').replace('lab-key', 'LAB-Key'), 'latin1')
  t.equal(send(shouting).rcode, 0)
})

t.test('NET-04: an update without a signature is refused', async (t) => {
  t.match(send(update), { rcode: 5, isChanged: false })
})

const wrong: readonly {
  title: string
  signing: Partial<Signing>
  error: number
  isSigned: boolean
}[] = [
  {
    title: 'another secret: BADSIG',
    signing: { key: Buffer.alloc(32, 8) },
    error: 16,
    isSigned: false,
  },
  { title: 'no MAC at all: BADSIG', signing: { macBytes: 0 }, error: 16, isSigned: false },
  { title: 'another key name: BADKEY', signing: { keyName: 'other' }, error: 17, isSigned: false },
  {
    title: 'another algorithm: BADKEY',
    signing: { algorithm: 'hmac-sha1' },
    error: 17,
    isSigned: false,
  },
  {
    title: 'signed 301 s ago: BADTIME',
    signing: { atSeconds: realNowSeconds - 301 },
    error: 18,
    isSigned: true,
  },
  {
    title: 'signed 301 s ahead: BADTIME',
    signing: { atSeconds: realNowSeconds + 301 },
    error: 18,
    isSigned: true,
  },
  {
    title: 'older than its own fudge: BADTIME',
    signing: { atSeconds: realNowSeconds - 6, fudge: 5 },
    error: 18,
    isSigned: true,
  },
  {
    title: 'with a fudge of a day: BADTIME',
    signing: { atSeconds: realNowSeconds - 999, fudge: 65_535 },
    error: 18,
    isSigned: true,
  },
  { title: 'a MAC cut in half: BADTRUNC', signing: { macBytes: 16 }, error: 22, isSigned: true },
]

for (const { title, signing, error, isSigned } of wrong) {
  t.test(`NET-04: an update with ${title}: not authorised and not made`, async (t) => {
    const request = signed(update, { ...good, ...signing })
    const { reply, rcode, isChanged } = send(request.packet)
    t.match({ rcode, isChanged }, { rcode: 9, isChanged: false })
    const tsig = tsigOf(reply, testKey.secret, request.mac)
    t.match(tsig, { error, isRight: isSigned, mac: { length: isSigned ? 32 : 0 } })
    if (error !== 18) return
    t.equal(tsig.other.readUIntBE(0, 6), realNowSeconds, "the server's time helps to set the clock")
    t.equal(tsig.atSeconds, signing.atSeconds)
  })
}

t.test('NET-04: 300 s early or late is in time', async (t) => {
  for (const atSeconds of [realNowSeconds - 300, realNowSeconds + 300]) {
    t.equal(send(signed(update, { ...good, atSeconds }).packet).rcode, 0)
  }
})

t.test('NET-04: every octet of a signed update is covered', async (t) => {
  const { packet } = signed(update, good)
  // The id may change on the way (forwarding); the first 12 octets of the rest decide how it is read.
  for (let at = 12; at < packet.length; at++) {
    const touched = Buffer.from(packet)
    touched.writeUInt8(touched.readUInt8(at) ^ 1, at)
    t.notOk(send(touched).isChanged, `octet ${at}`)
  }
})

t.test('NET-04: a forwarder may change the id', async (t) => {
  const request = signed(update, good)
  const forwarded = Buffer.concat([uint16(0x4321), request.packet.subarray(2)])
  t.equal(send(forwarded).rcode, 0)
})

t.test('SEC-03: a signature in the wrong place or form is malformed', async (t) => {
  const { packet, mac } = signed(update, good)
  const record = packet.subarray(update.length)
  const twice = Buffer.concat([packet, record])
  twice.writeUInt16BE(2, 10)
  const notLast = Buffer.concat([packet, Buffer.from('0000290200000000000000', 'hex')])
  notLast.writeUInt16BE(2, 10)
  const short = signed(update, { ...good, macBytes: 15 }).packet
  for (const malformed of [twice, notLast, short]) {
    t.match(send(malformed), { rcode: 1, isChanged: false })
  }
  // What is written of the length of the MAC and of the other data must be what is there.
  const macLengthAt = packet.indexOf(mac) - 2
  for (const [at, value] of [
    [macLengthAt, 33],
    [macLengthAt, 65_535],
    [packet.length - 2, 1],
  ] as const) {
    const lying = Buffer.from(packet)
    lying.writeUInt16BE(value, at)
    t.match(send(lying), { rcode: 1, isChanged: false }, `${value} at ${at}`)
  }
})

t.test('NET-04: signed queries get signed answers, by UDP within the limit', async (t) => {
  const request = signed(packetOf({ questions: [query('support.example.com', 1)] }), good)
  const { reply, rcode } = send(request.packet)
  t.equal(rcode, 0)
  t.match(decoded(reply).answers, [{ data: '192.0.2.1' }])
  t.ok(tsigOf(reply, testKey.secret, request.mac).isRight)
})

t.test('NET-04: a lab without a key takes no update', async (t) => {
  const answerer = testAnswerer(testZone(), { key: null })
  const request = signed(update, good)
  const reply = answerer.answer(request.packet, 'udp')
  t.match(tsigOf(reply, testKey.secret, request.mac), { error: 17, mac: { length: 0 } })
})

t.test(
  "SEC-01: the lab's key is made once, for its user alone, in the form of nsupdate",
  async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'understudy-dns-'))
    t.teardown(() => rmSync(folder, { recursive: true, force: true }))
    const path = join(folder, 'nsupdate.key')
    const made = tsigKeyOfLab(path)
    t.equal(statSync(path).mode & 0o777, 0o600)
    t.equal(made.secret.length, 32)
    t.match(
      readFileSync(path, 'utf8'),
      /^key "understudy-lab" \{\n\talgorithm hmac-sha256;\n\tsecret "[^"]{44}";\n\};\n$/,
    )
    t.same(tsigKeyOfLab(path), made, 'the same after down and up')
    t.same(parseKeyFile(keyFileText(testKey), path), testKey)
    const secret = made.secret.toString('base64')
    writeFileSync(path, `key x { algorithm hmac-md5; secret "${secret}"; };`)
    try {
      tsigKeyOfLab(path)
      t.fail('expected a refusal')
    } catch (error) {
      t.match((error as Error).message, /nsupdate.key: expected a key of hmac-sha256/)
      t.notOk((error as Error).message.includes(secret))
    }
  },
)
