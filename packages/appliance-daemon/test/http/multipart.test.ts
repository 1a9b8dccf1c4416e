import t from 'tap'
import { boundaryOf, readMultipart } from '../../src/http/pages/multipart.ts'

const boundary = '----WebKitFormBoundary7MA4YWxkTrZu0gW'
const tricky = Buffer.concat([
  Buffer.from(`--${boundary.slice(0, 12)}\r\n\r\n--\r\n`),
  Buffer.from([0, 255, 13, 10, 45, 45]),
])

const form = Buffer.concat([
  Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="csrf"\r\n\r\ntoken\r\n` +
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a b.nsb"\r\nContent-Type: application/octet-stream\r\n\r\n`,
  ),
  tricky,
  Buffer.from(
    `\r\n--${boundary}\r\ncontent-disposition: form-data; name="passphrase"\r\n\r\nolá\r\n--${boundary}--\r\n`,
  ),
])

async function* inPieces(bytes: Buffer, length: number) {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}

async function read(bytes: Buffer, length: number, readsFile = true) {
  const fields: Record<string, string> = {}
  const pieces: Uint8Array[] = []
  await readMultipart(inPieces(bytes, length), boundary, {
    onField: (name, value) => {
      fields[name] = value
    },
    async onFile(_name, parts) {
      t.same(Object.keys(fields), ['csrf'], 'what comes before is known')
      if (readsFile) for await (const part of parts) pieces.push(part)
    },
  })
  return { fields, file: Buffer.concat(pieces) }
}

t.test('SEC-03: a form with a file is read the same however it is cut into pieces', async (t) => {
  for (const length of [1, 2, 3, 7, 37, 64, 10_000]) {
    const { fields, file } = await read(form, length)
    t.same(fields, { csrf: 'token', passphrase: 'olá' }, `pieces of ${length}`)
    t.ok(file.equals(tricky), `pieces of ${length}`)
  }
  t.same(
    (await read(form, 5, false)).fields['passphrase'],
    'olá',
    'a file that nobody reads is skipped',
  )
})

const badForm = { name: 'BadForm' }

t.test('SEC-03: what is no form, is cut short or has no end is refused', async (t) => {
  for (let length = 0; length < form.length - 4; length += 11)
    await t.rejects(read(form.subarray(0, length), 50), badForm, `${length} bytes`)
  const endless = Buffer.from(
    `--${boundary}\r\ncontent-disposition: form-data; name="x"\r\n\r\n${'x'.repeat(70_000)}`,
  )
  await t.rejects(read(endless, 1_000), badForm)
  await t.rejects(
    read(Buffer.from(`--${boundary}\r\nx: y\r\n\r\n`), 1_000),
    badForm,
    'a part without a name',
  )
  t.equal(boundaryOf('multipart/form-data; boundary="a b"'), 'a b')
  t.equal(boundaryOf('application/x-www-form-urlencoded'), undefined)
})
