import { latencyJson, make, offJson, type Row, refused, toxic } from './row.ts'

/** The routes of toxics. */
export const toxicRows: readonly Row[] = [
  {
    title: 'no toxics are an empty array',
    before: [make('p')],
    call: ['GET', '/proxies/p/toxics'],
    status: 200,
    body: '[]',
  },
  {
    title: 'toxics of no proxy',
    call: ['GET', '/proxies/p/toxics'],
    ...refused(404, 'proxy not found'),
  },
  {
    title: 'toxics: first those of the upstream, each in the order of adding',
    before: [
      make('p'),
      toxic({ type: 'noop', name: 'z' }),
      toxic({ type: 'noop', stream: 'upstream', name: 'y' }),
      toxic({ type: 'noop', name: 'a' }),
    ],
    call: ['GET', '/proxies/p/toxics'],
    status: 200,
    body:
      '[{"attributes":{},"name":"y","type":"noop","stream":"upstream","toxicity":1},' +
      '{"attributes":{},"name":"z","type":"noop","stream":"downstream","toxicity":1},' +
      '{"attributes":{},"name":"a","type":"noop","stream":"downstream","toxicity":1}]',
  },
  {
    title: "a toxic's defaults, and 200 for its making",
    before: [make('p')],
    call: toxic({ type: 'latency', attributes: { latency: 5 } }),
    status: 200,
    body: latencyJson(5),
  },
  {
    title: 'a proxy shows its toxics',
    before: [make('p'), toxic({ type: 'latency', attributes: { latency: 5 } })],
    call: ['GET', '/proxies/p'],
    status: 200,
    body: offJson('p', latencyJson(5)),
  },
  {
    title: 'numbers are not range-checked, and come back exactly',
    before: [make('p')],
    call: toxic(
      '{"type":"limit_data","stream":"Upstream","toxicity":-2.5,"attributes":{"bytes":9007199254740993}}',
    ),
    status: 200,
    body: '{"attributes":{"bytes":9007199254740993},"name":"limit_data_Upstream","type":"limit_data","stream":"Upstream","toxicity":-2.5}',
  },
  {
    title: 'a toxicity is a 32-bit float',
    before: [make('p')],
    call: toxic('{"type":"noop","toxicity":0.123456789}'),
    status: 200,
    body: '{"attributes":{},"name":"noop_downstream","type":"noop","stream":"downstream","toxicity":0.12345679}',
  },
  {
    title: 'a toxic of no proxy',
    call: toxic({ type: 'noop' }),
    ...refused(404, 'proxy not found'),
  },
  {
    title: 'a type that is none',
    before: [make('p')],
    call: toxic({ type: 'poison' }),
    ...refused(400, 'invalid toxic type'),
  },
  {
    title: 'a type that is a word of the language',
    before: [make('p')],
    call: toxic({ type: 'constructor' }),
    ...refused(400, 'invalid toxic type'),
  },
  {
    title: 'a stream that is none is said before the type',
    before: [make('p')],
    call: toxic({ type: 'poison', stream: 'sideways' }),
    ...refused(400, 'stream was invalid, can be either upstream or downstream'),
  },
  {
    title: "a toxic's name that is taken, in the other stream too",
    before: [make('p'), toxic({ type: 'noop', name: 'n' })],
    call: toxic({ type: 'latency', name: 'n', stream: 'upstream' }),
    ...refused(409, 'toxic already exists'),
  },
  {
    title: 'an attribute of another type',
    before: [make('p')],
    call: toxic({ type: 'latency', attributes: { latency: 1.5 } }),
    ...refused(
      400,
      'bad request body: json: cannot unmarshal number 1.5 into Go struct field LatencyToxic.attributes.latency of type int64',
    ),
  },
  {
    title: 'attributes that are no object',
    before: [make('p')],
    call: toxic({ type: 'latency', attributes: 'many' }),
    ...refused(
      400,
      'bad request body: json: cannot unmarshal string into Go struct field ToxicWrapper.attributes of type toxics.NoopToxic',
    ),
  },
  {
    title: 'one toxic',
    before: [make('p'), toxic({ type: 'latency', attributes: { latency: 5 } })],
    call: ['GET', '/proxies/p/toxics/latency_downstream'],
    status: 200,
    body: latencyJson(5),
  },
  {
    title: 'no such toxic',
    before: [make('p')],
    call: ['GET', '/proxies/p/toxics/x'],
    ...refused(404, 'toxic not found'),
  },
  {
    title: 'no such proxy, asked for a toxic',
    call: ['GET', '/proxies/p/toxics/x'],
    ...refused(404, 'proxy not found'),
  },
  {
    title: 'PATCH of a toxic merges attributes; name, type and stream stay',
    before: [make('p'), toxic({ type: 'latency', attributes: { latency: 5, jitter: 2 } })],
    call: [
      'PATCH',
      '/proxies/p/toxics/latency_downstream',
      { name: 'x', type: 'noop', stream: 'upstream', attributes: { latency: 7 } },
    ],
    status: 200,
    body: latencyJson(7, 2),
  },
  {
    title: 'POST of a toxic changes it as PATCH does, the toxicity too',
    before: [make('p'), toxic({ type: 'latency', attributes: { latency: 5 } })],
    call: ['POST', '/proxies/p/toxics/latency_downstream', { toxicity: 0.5 }],
    status: 200,
    body: latencyJson(5).replace('"toxicity":1', '"toxicity":0.5'),
  },
  {
    title: 'a change of no toxic',
    before: [make('p')],
    call: ['PATCH', '/proxies/p/toxics/x', '{'],
    ...refused(404, 'toxic not found'),
  },
  {
    title: 'a change of a toxic that cannot be read',
    before: [make('p'), toxic({ type: 'latency' })],
    call: ['PATCH', '/proxies/p/toxics/latency_downstream', { toxicity: 'high' }],
    ...refused(
      400,
      'bad request body: json: cannot unmarshal string into Go struct field .toxicity of type float32',
    ),
  },
  {
    title: 'deleting a toxic',
    before: [make('p'), toxic({ type: 'noop' })],
    call: ['DELETE', '/proxies/p/toxics/noop_downstream'],
    status: 204,
    body: '',
    type: 'none',
  },
  {
    title: 'deleting no toxic',
    before: [make('p')],
    call: ['DELETE', '/proxies/p/toxics/x'],
    ...refused(404, 'toxic not found'),
  },
]
