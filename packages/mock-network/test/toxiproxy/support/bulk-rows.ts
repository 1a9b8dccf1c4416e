import { make, off, offJson, onJson, type Row, toxic, upstream } from './row.ts'

/** The routes that touch many proxies. */
export const bulkRows: readonly Row[] = [
  {
    title: 'populate',
    call: [
      'POST',
      '/populate',
      [
        { name: 'p', listen: 'localhost:0', upstream },
        { ...off, name: 'q' },
      ],
    ],
    status: 201,
    body: `{"proxies":[${onJson('p')},${offJson('q')}]}`,
  },
  {
    title: 'populate with nothing',
    call: ['POST', '/populate', []],
    status: 201,
    body: '{"proxies":null}',
  },
  {
    title: 'populate without a name: nothing is made',
    call: [
      'POST',
      '/populate',
      [
        { ...off, name: 'q' },
        { listen: '', upstream },
      ],
    ],
    status: 400,
    body: '{"error":"missing required field: name at proxy 2","status":400,"proxies":null}',
  },
  {
    title: 'populate without an upstream',
    call: ['POST', '/populate', [{ name: 'q' }]],
    status: 400,
    body: '{"error":"missing required field: upstream at proxy 1","status":400,"proxies":null}',
  },
  {
    title: 'populate with an object',
    call: ['POST', '/populate', {}],
    status: 400,
    body: String.raw`{"error":"bad request body: json: cannot unmarshal object into Go value of type []struct { toxiproxy.Proxy; Enabled *bool \"json:\\\"enabled\\\"\" }","status":400,"proxies":null}`,
  },
  {
    title: 'populate that fails in the middle tells what was done, and goes no further',
    call: [
      'POST',
      '/populate',
      [
        { ...off, name: 'q' },
        { name: 'r', listen: 'x', upstream },
        { ...off, name: 's' },
      ],
    ],
    status: 500,
    body: `{"error":"listen tcp: address x: missing port in address","status":500,"proxies":[${offJson('q')}]}`,
  },
  {
    title: 'reset',
    before: [make('p')],
    call: ['POST', '/reset'],
    status: 204,
    body: '',
    type: 'none',
  },
  {
    title: 'reset enables and removes toxics',
    before: [make('p'), toxic({ type: 'noop' }), ['POST', '/reset']],
    call: ['GET', '/proxies/p'],
    status: 200,
    body: onJson('p'),
  },
]
