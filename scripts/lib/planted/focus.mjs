import { hasAll, lasts } from './promising.mjs'

/* Labs that can show a defect. */
const watched = ({ promotion, primaryTimeoutMs }) =>
  promotion !== 'by-hand' && primaryTimeoutMs <= 10_000
const testAddresses = (lab) => lab.promotion === 'test-addresses' && watched(lab)
const witness = (lab) => lab.promotion === 'witness' && watched(lab)
const older = (lab) => lab.site === '10.5.2' && lab.syncIntervalMs >= 60_000
const pulls = ({ integrations = 0 }) => integrations > 0
const newer = (lab) => lab.site !== '10.5.2' && lab.syncIntervalMs >= 60_000

/* Faults that can show one. `lasting`: at least so long, until so long before the end of the safety phase. */
const onA = ({ on }) => on === 'a'
const onB = ({ on }) => on === 'b'
const between = ({ from, to }) => [from, to].sort().join() === 'a,b'
const isCut = (one) => between(one) && !one.oneWay
const lasting =
  (ms, holds = () => true) =>
  (one, lab) =>
    holds(one, lab) && lasts(one) >= ms(lab)
const timeout = ({ primaryTimeoutMs }) => primaryTimeoutMs + 2_000
const slow = (one) => between(one) && one.latencyMs >= 500 && one.forMs >= 2_000
const forcedBackup = ({ on, operation, force }) =>
  on === 'a' && operation === 'become-backup' && force
const handsOver = ({ on, operation, syncFirst }) =>
  !syncFirst && (on === 'a') === (operation === 'become-backup')
const apart = ['witness-cut', lasting(timeout, (one) => onA(one) && one.alsoPeer)]
const cutOff = ['cut', lasting(timeout, isCut)]

/**
 * Defects that only a campaign of these faults (`chaos run --faults`) finds within its minute; the others need no choice. `lab` and
 * `needs`: seeds that draw others are passed over, since drawing one costs nothing and playing it does.
 */
const FOCUS = {
  'forgets-events-it-has-sent': { faults: ['event-recipient', 'receiver-fails', 'kill'] },
  'takes-any-answer-for-yes': { faults: ['event-recipient', 'receiver-fails'] },
  'forgets-wrong-passwords': { faults: ['wrong-passwords', 'kill'] },
  'locks-by-the-clock-alone': { faults: ['wrong-passwords', 'clock-jump'] },
  'shows-its-first-certificate-after-a-start': { faults: ['own-certificate', 'kill'] },
  'drops-events-at-once': { faults: ['event-recipient', 'receiver-fails'] },
  'backup-tells-programs': { faults: ['program-asks', 'kill'], needs: [['program-asks', onB]] },
  'removed-accounts-stay': {
    faults: ['program-asks', 'kill'],
    needs: [['program-asks', ({ isRemoved }) => isRemoved]],
  },
  'tells-the-role-to-come': {
    faults: ['role-by-api', 'kill'],
    needs: [['role-by-api', ({ syncFirst }) => syncFirst]],
  },
  'stores-sessions-twice': { faults: ['integration-dies', 'kill'], lab: pulls },
  'moves-on-before-rows': {
    faults: ['integration-dies', 'kill'],
    lab: pulls,
    needs: [['integration-dies', ({ when }) => when === 'before-store']],
  },
  'goes-on-at-another-appliance': {
    faults: ['fail-over', 'cut', 'integration-dies'],
    lab: pulls,
    needs: [['fail-over', onB]],
  },
  'believes-older-epochs': {
    faults: ['fail-over', 'break-relationship'],
    needs: [
      ['fail-over', onB],
      ['break-relationship', onA],
    ],
  },
  'shares-epochs-when-apart': { faults: ['cut', 'change-role', 'fail-over'] },
  'gives-its-own-epoch-away': { faults: ['crash-during', 'cut-during', 'change-role'] },
  'serves-in-doubt': {
    faults: ['pause', 'cut', 'storm'],
    lab: testAddresses,
    needs: [
      ['cut', lasting((lab) => lab.primaryTimeoutMs / 2 + 4_000, isCut)],
      ['pause', lasting((lab) => lab.primaryTimeoutMs / 2, onA), { within: 0 }],
    ],
  },
  'claims-in-doubt': { faults: ['kill', 'power-loss', 'cut', 'pause'], lab: (lab) => !lab.fencing },
  'new-backup-keeps-its-users': {
    faults: ['kill', 'change-role'],
    needs: [
      ['kill', lasting(() => 2_000, onB)],
      ['change-role', forcedBackup, { within: 0 }],
    ],
  },
  'users-stay-for-the-swap': {
    faults: ['change-role', 'slow-path'],
    lab: (lab) => lab.sessionEveryMs <= 3_000,
    needs: [
      ['slow-path', slow],
      ['change-role', handsOver, { within: 0 }],
    ],
  },
  'greets-another-relationship': {
    faults: ['break-relationship', 'kill'],
    needs: [
      ['kill', lasting(() => 2_000, onB)],
      ['break-relationship', onA, { within: 0 }],
    ],
  },
  'stays-in-a-broken-relationship': {
    faults: ['break-relationship', 'kill'],
    needs: [
      ['kill', lasting(() => 2_000, onB)],
      ['break-relationship', onA, { within: 0 }],
    ],
  },
  'replaces-newer-data-unasked': { faults: ['break-relationship', 'establish', 'address-by-hand'] },
  'believes-old-news': { faults: ['break-relationship', 'establish', 'slow-path'] },
  'waits-for-the-lost-acknowledgement': {
    faults: ['break-relationship', 'crash-during'],
    needs: [
      ['break-relationship', () => true],
      [
        'crash-during',
        ({ on, victim, operation, point, downMs }) =>
          operation === 'establish-relationship' &&
          on !== victim &&
          point !== 'before-commit' &&
          downMs < 10_000,
      ],
    ],
  },
  'trusts-its-clock': {
    faults: ['clock-jump', 'power-loss'],
    needs: [
      ['clock-jump', ({ byMs }) => byMs >= 3_600_000],
      ['power-loss', () => true, { beforeEnd: 40_000 }],
    ],
  },
  'keeps-changed-settings': { faults: ['cut', 'change-role', 'change-setting'] },
  'keeps-extra-settings': {
    faults: ['change-setting', 'fail-over'],
    lab: ({ syncIntervalMs }) => syncIntervalMs >= 60_000,
    needs: [
      ['change-setting', onA],
      ['fail-over', onB],
    ],
  },
  'forgets-the-cut-sync': {
    faults: ['reset', 'fail-over', 'sync-now'],
    lab: (lab) => lab.kilobytesPerSecond !== undefined && lab.recordedShare > 0,
    needs: [['reset', between]],
  },
  'acknowledges-before-commit': { faults: ['crash-at', 'disk-fails'] },
  'swaps-without-the-sync': { faults: ['change-role', 'slow-path'] },
  'stays-on-the-silent-link': {
    faults: ['cut', 'slow-path', 'pause'],
    lab: testAddresses,
    needs: [['cut', (one, lab) => lasting(timeout, isCut)(one, lab) && lasts(one) < 40_000]],
  },
  'merges-nothing': { faults: ['fail-over', 'kill'], lab: newer, needs: [['fail-over', onB]] },
  'merges-older-logs': { faults: ['fail-over', 'kill'], lab: older, needs: [['fail-over', onB]] },
  'keeps-older-sessions': {
    faults: ['fail-over', 'kill'],
    lab: older,
    needs: [['fail-over', onB]],
  },
  'discards-silently': { faults: ['fail-over', 'kill'], lab: older, needs: [['fail-over', onB]] },
  impatient: {
    faults: ['kill', 'power-loss'],
    lab: testAddresses,
    needs: [['kill', lasting(timeout, onA)]],
  },
  'asks-no-test-address': {
    faults: ['unplug', 'kill'],
    lab: testAddresses,
    needs: [['unplug', lasting(timeout, onB)]],
  },
  'believes-older-answers': {
    faults: ['pause', 'slow-path'],
    lab: testAddresses,
    needs: [
      ['slow-path', (one) => slow(one) && one.latencyMs >= 1_000],
      ['pause', lasting((lab) => lab.primaryTimeoutMs / 2, onA), { within: 0 }],
      ['pause', lasting(timeout, onA), { within: 0 }],
    ],
  },
  'leaves-a-gap': { faults: ['kill', 'sync-now'] },
  'lease-too-long': { faults: ['witness-cut', 'cut', 'storm'], lab: witness, needs: [apart] },
  'lease-not-respected': { faults: ['witness-cut', 'cut', 'storm'], lab: witness, needs: [apart] },
  'lease-from-the-answer': {
    faults: ['witness-cut', 'cut', 'slow-path'],
    lab: (lab) => witness(lab) && lab.primaryTimeoutMs <= 2_000,
    needs: [
      ['slow-path', (one) => slow(one) && one.latencyMs >= 1_000],
      ['witness-cut', lasting(() => 6_000, onA), { within: 0 }],
      ['cut', lasting(timeout, between), { within: 1 }],
    ],
  },
  'uses-votes-too-late': {
    faults: ['flapping', 'loss', 'witness-cut'],
    lab: (lab) => witness(lab) && lab.latencyMs >= 20 && lab.primaryTimeoutMs <= 2_000,
    needs: [
      [
        'flapping',
        (one, lab) =>
          between(one) && one.downMs >= lab.primaryTimeoutMs - 100 && one.forMs >= 5_000,
      ],
    ],
  },
  'witness-votes-twice': {
    faults: ['cut', 'witness-cut', 'change-role', 'kill'],
    lab: witness,
    needs: [cutOff],
  },
  'witness-does-not-wait': { faults: ['cut', 'storm'], lab: witness, needs: [cutOff] },
  'witness-confirms-everybody': {
    faults: ['witness-cut', 'cut', 'storm'],
    lab: (lab) => witness(lab) && !lab.fencing,
    needs: [cutOff, ['witness-cut', lasting(timeout, onA), { within: 0 }]],
  },
  'forgives-a-restart': { faults: ['update-stalls', 'pause'] },
  'skips-versions': { faults: ['update-out-of-order', 'update-dies'] },
  'goes-back': { faults: ['update-by-hand', 'update-dies'] },
  'takes-the-package-of-another': { faults: ['update-by-hand', 'update-dies'] },
  'ignores-the-full-disk': { faults: ['update-disk-full', 'update-dies'] },
  'keeps-settings-in-a-restore': {
    faults: ['restore-backup', 'change-setting'],
    needs: [
      ['restore-backup', ({ of, to }) => of === 'a' && to === 'a'],
      ['change-setting', onA],
    ],
  },
  'keeps-values-in-a-restore': {
    faults: ['restore-backup', 'change-setting'],
    needs: [
      ['restore-backup', ({ of, to }) => of === 'a' && to === 'a'],
      ['change-setting', onA],
    ],
  },
  'keeps-its-name-in-a-reset': {
    faults: ['factory-reset', 'storm'],
    needs: [['factory-reset', onA]],
  },
  'update-server-forgets-downloads': {
    faults: ['update-by-hand', 'update-server-restarts'],
    needs: [
      ['update-by-hand', ({ by }) => by === 'key'],
      ['update-server-restarts', () => true],
      ['update-by-hand', ({ by }) => by === 'key'],
    ],
  },
  'witness-forgets-with-its-process': {
    faults: ['witness-dies', 'cut', 'storm'],
    lab: witness,
    needs: [cutOff, ['witness-dies', () => true, { within: 0 }]],
  },
  'lease-grows-with-the-clock': {
    faults: ['clock-jump', 'witness-cut', 'cut', 'storm'],
    lab: (lab) => witness(lab) && !lab.fencing,
    needs: [['clock-jump', ({ on, byMs }) => on === 'a' && byMs <= -60_000], apart],
  },
  'keeps-a-dead-witness': {
    faults: ['witness-loses-power', 'storm'],
    lab: witness,
    needs: [['witness-loses-power', (one, lab) => lasts(one) < lab.safetyMs / 2]],
  },
}

/** `faults`: drawn from these only; `admits`: whether a drawn schedule can show it. */
export function focusOf(name) {
  const { faults, lab = () => true, needs = [] } = FOCUS[name] ?? {}
  return { faults, admits: (schedule) => lab(schedule.lab) && hasAll(schedule, needs) }
}
