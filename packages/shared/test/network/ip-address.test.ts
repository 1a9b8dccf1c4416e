import fc from 'fast-check'
import t from 'tap'
import { addressText, ipv4Of, ipv6Groups, ipv6TwinOf, isIpv4 } from '../../src/index.ts'

t.test('NET-08: an IPv4 address and its IPv6 twin, in any form, mean the same host', async (t) => {
  t.equal(ipv6TwinOf('192.0.2.100'), '2001:db8::c000:264')
  for (const form of [
    '192.0.2.100',
    '2001:db8::c000:264',
    '2001:DB8:0:0:0:0:192.0.2.100',
    '[2001:db8::C000:0264]',
    '::ffff:192.0.2.100',
    '0:0:0:0:0:FFFF:C000:264',
  ]) {
    t.equal(ipv4Of(form), '192.0.2.100', form)
  }
  for (const form of ['support.example.com', '2001:db8:1::c000:264', '::1', '::192.0.2.100', '']) {
    t.equal(ipv4Of(form), null, form)
  }
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      t.equal(ipv4Of(ipv6TwinOf(address)), address)
    }),
  )
})

t.test('NET-04: IPv6 addresses are written in one way (RFC 5952)', async (t) => {
  for (const [given, expected] of [
    ['2001:0DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['1::', '1::'],
    ['::ffff:192.0.2.1', '::ffff:c000:201'],
  ] as const) {
    t.equal(addressText('AAAA', given), expected)
  }
  for (const bad of [
    '1:2:3',
    '1::2::3',
    ':::',
    '1:2:3:4:5:6:7:8:9',
    '12345::',
    'g::',
    '1:2:3:4:5:6:7::8',
    '192.0.2.1',
    '::192.0.2.256',
    '%',
    '',
  ]) {
    t.equal(ipv6Groups(bad), null, bad)
  }
  fc.assert(
    fc.property(fc.ipV6(), (address) => {
      const text = addressText('AAAA', address) ?? 'none'
      t.same(ipv6Groups(text), ipv6Groups(address))
      t.equal(addressText('AAAA', text), text)
    }),
  )
})

t.test('NET-04: an IPv4 address has four decimals without leading zeros', async (t) => {
  for (const good of ['0.0.0.0', '192.0.2.1', '255.255.255.255']) t.ok(isIpv4(good), good)
  for (const bad of [
    '1.2.3',
    '1.2.3.256',
    '01.2.3.4',
    '1.2.3.4.5',
    '1.2.3.-4',
    ' 1.2.3.4',
    '0x1.2.3.4',
  ]) {
    t.notOk(isIpv4(bad), bad)
  }
})
