import type { LabEvent } from '@understudy/shared'
import t from 'tap'
import { LivePicture } from '../src/live-picture.ts'

const event = (atMs: number, body: object): LabEvent =>
  ({ source: 'conductor', atMs, ...body }) as LabEvent

t.test('REH-04: the picture shows window, step, live downtime and what is awaited', (t) => {
  const picture = new LivePicture({ color: false, isAttended: true })
  const shows = (nowMs: number): string => picture.lines(nowMs).join('\n')
  picture.take(event(0, { name: 'rehearsal-started', steps: [{}, {}, {}] }))
  t.match(shows(0), /preparing the lab 0 of 3 steps/)
  picture.take(event(0, { name: 'window-started', title: 'Update B' }))
  picture.take(event(1_000, { name: 'step-started', step: 'sync-b', title: 'Sync \u001b[2JNow' }))
  t.match(
    shows(6_000),
    /Update B.*\nsync-b: Sync \uFFFD\[2JNow, for 5 s/,
    'nothing of it moves the cursor',
  )
  t.match(shows(6_000), 'the site is served; it was down for 0 ms in all')
  picture.take(event(7_000, { name: 'outage-began', probe: 'p', startedAtMs: 7_000 }))
  t.match(shows(9_000), 'the site is down for 2 s, 2 s in all')
  picture.take(event(10_000, { name: 'outage-ended', probe: 'p', endedAtMs: 10_000 }))
  t.match(shows(60_000), 'it was down for 3 s in all')
  picture.take(event(61_000, { name: 'step-ended', step: 'sync-b', outcome: 'passed' }))
  t.match(shows(62_000), /1 of 3 steps\nbetween steps/)
  picture.take(
    event(63_000, { name: 'person-awaited', step: 'x', kind: 'decide', question: 'Go?' }),
  )
  t.match(shows(64_000), /Go\?\nEnter: go on {3}skip REASON/)
  picture.take(event(65_000, { name: 'person-answered', step: 'x', word: 'go-on' }))
  t.notMatch(shows(66_000), 'Go?')
  t.end()
})
