import { make, off, offJson, onJson, type Row, refused, upstream } from './row.ts'

/** The routes of proxies. */
export const proxyRows: readonly Row[] = [
  {
    title: 'no proxies are an empty object',
    call: ['GET', '/proxies'],
    status: 200,
    body: '{}',
  },
  {
    title: 'proxies are an object by name, in the order of the names',
    before: [make('b'), make('ä'), make('B')],
    call: ['GET', '/proxies'],
    status: 200,
    body: `{"B":${offJson('B')},"b":${offJson('b')},"ä":${offJson('ä')}}`,
  },
  {
    title: 'a proxy is enabled by default, and its port is told',
    call: ['POST', '/proxies', { name: 'p', listen: 'localhost:0', upstream }],
    status: 201,
    body: onJson('p'),
  },
  {
    title: 'a proxy that is not enabled shows its listen as it was given',
    call: ['POST', '/proxies', { ...off, name: 'p', listen: 'localhost:0' }],
    status: 201,
    body: offJson('p').replace('127.0.0.1:0', 'localhost:0'),
  },
  {
    title: 'keys of any case, unknown keys, null, and what stands behind the first value',
    call: [
      'POST',
      '/proxies',
      `{"NAME":"p","LISTEN":"127.0.0.1:0","x":[1],"upStream":"${upstream}","name":null,"enabled":false} and more`,
    ],
    status: 201,
    body: offJson('p'),
  },
  {
    title: 'a proxy without a name',
    call: ['POST', '/proxies', { listen: '127.0.0.1:0', upstream }],
    ...refused(400, 'missing required field: name'),
  },
  {
    title: 'a proxy without an upstream',
    call: ['POST', '/proxies', { name: 'p' }],
    ...refused(400, 'missing required field: upstream'),
  },
  {
    title: 'a name that is taken',
    before: [make('p')],
    call: make('p'),
    ...refused(409, 'proxy already exists'),
  },
  { title: 'no body', call: ['POST', '/proxies', ''], ...refused(400, 'bad request body: EOF') },
  {
    title: 'half a body',
    call: ['POST', '/proxies', '{"name":"p"'],
    ...refused(400, 'bad request body: unexpected EOF'),
  },
  {
    title: 'a body that is no JSON',
    call: ['POST', '/proxies', 'name=p'],
    ...refused(400, "bad request body: invalid character 'a' in literal null (expecting 'u')"),
  },
  {
    title: 'a field of another type',
    call: ['POST', '/proxies', { name: 'p', upstream, enabled: 'yes' }],
    ...refused(
      400,
      'bad request body: json: cannot unmarshal string into Go struct field Proxy.enabled of type bool',
    ),
  },
  {
    title: 'a body of another type',
    call: ['POST', '/proxies', '[]'],
    ...refused(
      400,
      'bad request body: json: cannot unmarshal array into Go value of type toxiproxy.Proxy',
    ),
  },
  {
    title: 'a listen without a port',
    call: ['POST', '/proxies', { name: 'p', listen: 'localhost', upstream }],
    ...refused(500, 'listen tcp: address localhost: missing port in address'),
  },
  {
    title: 'a listen with a port that is none',
    call: ['POST', '/proxies', { name: 'p', listen: '127.0.0.1:70000', upstream }],
    ...refused(500, 'listen tcp: address 70000: invalid port'),
  },
  {
    title: 'an address that is not this loopback (NET-11)',
    call: ['POST', '/proxies', { name: 'p', listen: '192.0.2.1:9', upstream }],
    ...refused(500, 'listen tcp 192.0.2.1:9: bind: permission denied'),
  },
  {
    title: 'one proxy',
    before: [make('p')],
    call: ['GET', '/proxies/p'],
    status: 200,
    body: offJson('p'),
  },
  {
    title: 'one proxy by a name with percent-escapes',
    before: [make('ü b')],
    call: ['GET', '/proxies/%C3%BC%20b'],
    status: 200,
    body: offJson('ü b'),
  },
  { title: 'no such proxy', call: ['GET', '/proxies/p'], ...refused(404, 'proxy not found') },
  {
    title: 'PATCH keeps what it does not name, the name too',
    before: [make('p')],
    call: ['PATCH', '/proxies/p', { name: 'q', upstream: 'example.com:80' }],
    status: 200,
    body: offJson('p').replace(upstream, 'example.com:80'),
  },
  {
    title: 'POST changes as PATCH does',
    before: [make('p')],
    call: ['POST', '/proxies/p', { enabled: true }],
    status: 200,
    body: onJson('p'),
  },
  {
    title: 'an update that cannot be read',
    before: [make('p')],
    call: ['PATCH', '/proxies/p', '{'],
    ...refused(400, 'bad request body: unexpected EOF'),
  },
  {
    title: 'an update to an address that is none',
    before: [make('p')],
    call: ['PATCH', '/proxies/p', { listen: 'nowhere' }],
    ...refused(500, 'address nowhere: missing port in address'),
  },
  {
    title: 'an update of no proxy',
    call: ['PATCH', '/proxies/p', {}],
    ...refused(404, 'proxy not found'),
  },
  {
    title: 'deleting a proxy',
    before: [make('p')],
    call: ['DELETE', '/proxies/p'],
    status: 204,
    body: '',
    type: 'none',
  },
  {
    title: 'deleting no proxy',
    call: ['DELETE', '/proxies/p'],
    ...refused(404, 'proxy not found'),
  },
]
