import t from 'tap'
import { joinHostPort, parseHostPort } from '../../src/toxiproxy/listening/host-port.ts'
import { resolveListen } from '../../src/toxiproxy/listening/listen-address.ts'
import { portIn } from '../../src/toxiproxy/listening/service-names.ts'

t.test('NET-10: addresses are read as Go reads them', async (t) => {
  t.same(parseHostPort('example.com:80'), { host: 'example.com', port: 80 })
  t.same(parseHostPort('[::1]:80'), { host: '::1', port: 80 })
  t.same(parseHostPort(':80'), { host: '', port: 80 })
  t.same(parseHostPort('x:'), { host: 'x', port: 0 })
  t.same(parseHostPort(''), { host: '', port: 0 })
  t.equal(joinHostPort({ host: '::1', port: 80 }), '[::1]:80')
  t.equal(joinHostPort({ host: '', port: 80 }), ':80')
})

t.test('NET-10: a port may be the name of a service, as Go takes it', async (t) => {
  t.same(parseHostPort('127.0.0.1:http'), { host: '127.0.0.1', port: 80 })
  t.same(parseHostPort('[::1]:HTTPS'), { host: '::1', port: 443 })
  t.same(await resolveListen('localhost:submissions', 'loopback'), { host: '127.0.0.1', port: 465 })
  for (const name of ['constructor', 'no-such-service', 'http/tcp'])
    t.throws(() => parseHostPort(`x:${name}`), { message: `lookup tcp/${name}: unknown port` })
  const list =
    '# tcpmux 1/tcp\ndomain\t\t53/udp\npostgresql 5432/tcp postgres # a database\nbad x/tcp\n'
  t.equal(portIn(list, 'postgresql'), 5_432)
  t.equal(portIn(list, 'postgres'), 5_432, 'an alias')
  for (const name of ['domain', 'tcpmux', 'a', 'bad', ''])
    t.equal(portIn(list, name), undefined, name)
})

t.test('NET-10: addresses that are none are complained of in the words of Go', async (t) => {
  const complaints = {
    x: 'address x: missing port in address',
    '::1': 'address ::1: too many colons in address',
    '[::1]': 'address [::1]: missing port in address',
    '[::1': "address [::1: missing ']' in address",
    '[::1:80': "address [::1:80: missing ']' in address",
    '[::1]x:80': 'address [::1]x:80: missing port in address',
    '[::1]:80:80': 'address [::1]:80:80: too many colons in address',
    'a[b:80': "address a[b:80: unexpected '[' in address",
    'ab]:80': "address ab]:80: unexpected ']' in address",
    'x:65536': 'address 65536: invalid port',
    'x:-1': 'address -1: invalid port',
    'x:http!': 'lookup tcp/http!: unknown port',
  }
  for (const [text, message] of Object.entries(complaints)) {
    t.throws(() => parseHostPort(text), { message }, text)
  }
})

t.test('NET-11: all interfaces mean the loopback one, unless more is allowed', async (t) => {
  for (const host of ['', '0.0.0.0', '[::]']) {
    t.same(await resolveListen(`${host}:80`, 'loopback'), { host: '127.0.0.1', port: 80 })
  }
  t.same(await resolveListen(':80', 'any'), { host: '', port: 80 })
  t.same(await resolveListen('localhost:80', 'any'), { host: '127.0.0.1', port: 80 })
  await t.rejects(resolveListen('nowhere.invalid:80', 'any'), {
    message: 'lookup nowhere.invalid: no such host',
  })
})
