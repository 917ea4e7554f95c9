import { instant } from '@holdspace/kit/instant'
import { describe, expect, it } from 'vitest'
import { infusionTrack, kap } from '../../testing/session-room.ts'
import type { GateFacts } from './gate-facts.ts'
import { gateLines, lineInWords, unmetLines } from './gate-lines.ts'
import { later, met, missing, type Standing, type StandingState } from './standing.ts'

const yes = met('recorded')
/** Everything is there: the day of a person for whom nothing is missing. */
const ready: GateFacts = {
  protocol: kap,
  identifiers: ['name', 'birth-date'],
  recorded: {
    eligibility: yes,
    treatmentConsent: yes,
    offLabelConsent: yes,
    rideConsent: yes,
    privacyNotice: yes,
    plan: yes,
    moodSafety: yes,
    escort: yes,
    estimate: yes,
  },
  day: { capacity: yes, pregnancy: yes, allergies: yes, prescriptionMonitoring: yes, fasting: yes },
  room: { orderer: yes, weight: yes, baseline: yes, withinLimits: yes, escort: null, therapist: yes },
  overrides: [],
}
const closed = (facts: GateFacts) => ({
  open: unmetLines(gateLines('open', facts)).map((one) => one.id),
  dose: unmetLines(gateLines('dose', facts)).map((one) => one.id),
})

const recorded = (part: Partial<GateFacts['recorded']>): GateFacts => ({
  ...ready,
  recorded: { ...ready.recorded, ...part },
})
const day = (part: Partial<GateFacts['day']>): GateFacts => ({ ...ready, day: { ...ready.day, ...part } })
const room = (part: Partial<NonNullable<GateFacts['room']>>): GateFacts => ({
  ...ready,
  room: ready.room === null ? null : { ...ready.room, ...part },
})

/** Each subject, how to spoil it, and exactly which lines then keep which gate closed. */
const subjects: readonly [string, (bad: Standing) => GateFacts, { open: string[]; dose: string[] }][] = [
  ['eligibility', (bad) => recorded({ eligibility: bad }), { open: ['eligibility-decision'], dose: [] }],
  [
    'treatment consent',
    (bad) => recorded({ treatmentConsent: bad }),
    { open: ['treatment-consent'], dose: ['treatment-consent'] },
  ],
  [
    'off-label disclosure',
    (bad) => recorded({ offLabelConsent: bad }),
    { open: ['off-label-consent'], dose: ['off-label-consent'] },
  ],
  ['ride agreement', (bad) => recorded({ rideConsent: bad }), { open: ['ride-and-no-driving-consent'], dose: [] }],
  ['privacy notice', (bad) => recorded({ privacyNotice: bad }), { open: [], dose: [] }],
  ['plan', (bad) => recorded({ plan: bad }), { open: [], dose: ['plan'] }],
  ['mood safety', (bad) => recorded({ moodSafety: bad }), { open: [], dose: ['mood-safety-decision'] }],
  ['escort', (bad) => recorded({ escort: bad }), { open: [], dose: ['escort-named'] }],
  ['estimate', (bad) => recorded({ estimate: bad }), { open: [], dose: [] }],
  ['capacity', (bad) => day({ capacity: bad }), { open: ['capacity'], dose: ['capacity'] }],
  ['pregnancy', (bad) => day({ pregnancy: bad }), { open: [], dose: ['pregnancy-answered'] }],
  ['allergies', (bad) => day({ allergies: bad }), { open: [], dose: ['allergies-answered'] }],
  [
    'prescription monitoring',
    (bad) => day({ prescriptionMonitoring: bad }),
    { open: [], dose: ['prescription-monitoring-checked'] },
  ],
  ['fasting', (bad) => day({ fasting: bad }), { open: [], dose: [] }],
  ['orderer', (bad) => room({ orderer: bad }), { open: [], dose: ['credentials'] }],
  ['weight', (bad) => room({ weight: bad }), { open: [], dose: ['weight'] }],
  ['baseline', (bad) => room({ baseline: bad }), { open: [], dose: ['baseline-vitals'] }],
  ['limits', (bad) => room({ withinLimits: bad }), { open: [], dose: ['vitals-within-limits'] }],
  ['therapist', (bad) => room({ therapist: bad }), { open: [], dose: ['therapist-present'] }],
]
const notMet: readonly StandingState[] = [
  'missing',
  'unknown',
  'undecided',
  'outdated',
  'expired',
  'lapsed',
  'contested',
  'withdrawn',
  'refused',
  'later',
]

describe('the two gates, one question (RULINGS 2)', () => {
  it('given everything recorded, then both gates are open', () => {
    expect(closed(ready)).toEqual({ open: [], dose: [] })
  })

  it.each(subjects)(
    'given %s is anything but met, then exactly its own lines are closed',
    (_subject, spoil, expected) => {
      for (const state of notMet) expect(closed(spoil({ state, because: 'not in order' })), state).toEqual(expected)
    },
  )

  it.each(subjects)('given %s is not needed, then its lines are met', (_subject, spoil) => {
    expect(closed(spoil({ state: 'not-needed', because: 'not asked here' }))).toEqual({ open: [], dose: [] })
  })

  it('given an infusion, then no therapist is asked for (RULINGS 4)', () => {
    const alone = room({ therapist: missing('no therapist has joined') })
    expect(closed({ ...alone, protocol: infusionTrack })).toEqual({ open: [], dose: [] })
  })

  it('given one identifier twice, then the person is not identified (M17)', () => {
    expect(closed({ ...ready, identifiers: ['name', 'name'] }).open).toEqual(['identity'])
  })

  it('given a protocol that is not approved, then neither gate opens', () => {
    const draft = { ...ready, protocol: { ...kap, status: 'in-review' as const } }
    expect(closed(draft)).toEqual({ open: ['protocol-approved'], dose: ['protocol-approved'] })
  })

  it('given nobody is there yet, then what belongs to the visit is open and said to be so', () => {
    const tomorrow = { ...ready, identifiers: null, room: null }
    const waiting = gateLines('dose', tomorrow).filter((one) => !one.met)
    expect(waiting.map(({ id, state }) => [id, state])).toEqual([
      ['credentials', 'later'],
      ['weight', 'later'],
      ['baseline-vitals', 'later'],
      ['vitals-within-limits', 'later'],
      ['therapist-present', 'later'],
    ])
  })

  it('given somebody named in the room, then they stand before whoever was named earlier', () => {
    const changed = { ...recorded({ escort: missing('nobody named') }), room: ready.room }
    const inRoom = { ...changed, room: { ...roomOf(changed), escort: met('Jo Ybarra') } }
    expect(closed(inRoom).dose).toEqual([])
  })
})

const at = instant.parse('2026-11-21T15:00:00.000Z')
const gonePast = (line: string, role: 'prescriber' | 'nurse' = 'prescriber') => ({
  line,
  by: 'Dr Helen Ames',
  role,
  reason: 'Husband is on his way, spoke with him',
  at,
})

describe('going past a line', () => {
  it('given the protocol lets the prescriber, then a reason by name opens the line and stays readable', () => {
    const facts = { ...recorded({ escort: missing('nobody named') }), overrides: [gonePast('escort-named')] }
    expect(closed(facts).dose).toEqual([])
    const [escort] = gateLines('dose', facts).filter((one) => one.id === 'escort-named')
    expect(escort?.evidence).toBe('nobody named; Dr Helen Ames went past it: Husband is on his way, spoke with him')
    expect(escort?.overridden?.at).toBe(at)
  })

  it('given a nurse tries, then the line stays closed', () => {
    const facts = { ...recorded({ escort: missing('nobody named') }), overrides: [gonePast('escort-named', 'nurse')] }
    expect(closed(facts).dose).toEqual(['escort-named'])
  })

  it('given consent, capacity, protocol, weight, baseline, plan or therapist is missing, then nobody goes past it', () => {
    const hopeless: GateFacts = {
      ...ready,
      protocol: { ...kap, status: 'draft' },
      recorded: {
        ...ready.recorded,
        treatmentConsent: { state: 'withdrawn', because: 'withdrawn today' },
        plan: later('none'),
      },
      day: { ...ready.day, capacity: missing('not attested') },
      room: { ...roomOf(ready), weight: missing('no weight'), baseline: missing('none'), therapist: missing('none') },
      overrides: [],
    }
    const lines = closed(hopeless).dose
    expect(lines).toEqual([
      'protocol-approved',
      'treatment-consent',
      'capacity',
      'plan',
      'weight',
      'baseline-vitals',
      'therapist-present',
    ])
    expect(closed({ ...hopeless, overrides: lines.map((one) => gonePast(one)) }).dose).toEqual(lines)
  })

  it('says a closed line as a person can act on it', () => {
    const [escort] = unmetLines(gateLines('dose', recorded({ escort: missing('nobody named') })))
    expect(escort && lineInWords(escort)).toBe('Somebody is named to take the person home: nobody named (Front desk)')
  })
})

function roomOf(facts: GateFacts): NonNullable<GateFacts['room']> {
  if (facts.room === null) throw new Error('There is no room.')
  return facts.room
}
