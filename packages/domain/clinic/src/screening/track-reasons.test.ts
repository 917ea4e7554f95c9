import { describe, expect, test } from 'vitest'
import { answering, at, calm } from '../../testing/screening-people.ts'
import { screen } from './screen.ts'
import type { ScreenedScore, ScreeningFacts } from './screening-facts.ts'
import { type TherapyWishes, trackReasons } from './track-reasons.ts'

const unknown: TherapyWishes = { willing: 'unknown', supported: 'unknown' }
const told = (facts: ScreeningFacts, wants = unknown) =>
  trackReasons(facts, screen(facts), wants).map(
    ({ track, direction, says, because }) => `${track} ${direction}: ${says} (${because})`,
  )
const score = (instrumentId: string, total: number, positives: readonly string[] = []): ScreenedScore => ({
  instrumentId,
  title: instrumentId.toUpperCase(),
  total,
  band: null,
  positives,
  at: at('10:00'),
  source: 'response/1',
})

describe('reasons for and against each treatment', () => {
  test('nothing known gives no reason either way', () => {
    expect(told(calm())).toEqual([])
  })

  test.each([
    [null, false],
    [1, false],
    [2, true],
    [4, true],
  ])('%s failed trials', (failedTrials, applies) => {
    expect(told(calm({ failedTrials }))).toEqual(
      applies
        ? [
            `infusion for: Several antidepressants were tried without effect (${failedTrials} adequate trials without effect.)`,
            `kap for: Therapies or medicines were tried without success (${failedTrials} adequate trials without effect.)`,
          ]
        : [],
    )
  })

  test.each([
    ['phq-9', 14, []],
    [
      'phq-9',
      15,
      [
        'infusion for: Severe depression, where quick relief is the aim (PHQ-9 15.)',
        'kap for: Severe anxiety or depression (PHQ-9 15.)',
      ],
    ],
    ['gad-7', 14, []],
    ['gad-7', 15, ['kap for: Severe anxiety or depression (GAD-7 15.)']],
    ['peg', 3.9, []],
    ['peg', 4, ['infusion for: Chronic pain (PEG 4.)']],
  ] as const)('%s %d', (id, total, expected) => {
    expect(told(calm({ scores: [score(id, total)] }))).toEqual(expected)
  })

  test('trauma speaks for therapy; a score without a total speaks for nothing', () => {
    expect(told(calm({ scores: [score('pcl-5', 40, ['positive'])] }))).toEqual([
      'kap for: Trauma (PCL-5 40: positive.)',
    ])
    expect(told(calm({ scores: [score('pc-ptsd-5', 4, ['positive'])] }))).toEqual([
      'kap for: Trauma (PC-PTSD-5 4: positive.)',
    ])
    expect(told(calm({ scores: [score('pcl-5', 20)] }))).toEqual([])
    expect(told(calm({ scores: [{ ...score('phq-9', 0), total: null }] }))).toEqual([])
  })

  test('what was heard in the conversation', () => {
    expect(told(calm(), { willing: 'yes', supported: 'yes' })).toEqual([
      'infusion against: Given alone, without therapy, is advised against by two of the articles (Willing to do therapy.)',
      'kap for: Willing to do deep emotional work (Said so in the conversation.)',
      'kap for: Supported by friends or family (Said so in the conversation.)',
    ])
    expect(told(calm(), { willing: 'no', supported: 'no' })).toEqual([
      'kap against: Does not want therapy now (Said so in the conversation.)',
      'kap against: Little support (Said so in the conversation.)',
    ])
  })

  test('what stands against both', () => {
    const found = told(answering({ 'mania-ever': 'yes', 'heart-attack-or-failure': 'yes', 'alcohol-daily': 'yes' }))
    expect(found).toEqual(
      ['infusion', 'kap'].flatMap((track) => [
        `${track} against: Psychosis, or bipolar disorder that is not treated (Bipolar disorder or mania in the past.)`,
        `${track} against: The heart, or blood pressure that is not in check (Heart attack, unstable angina or heart failure.)`,
        `${track} against: A history of addiction raises the risk (Alcohol or drug use.)`,
      ]),
    )
  })

  test('every reason names its source', () => {
    const facts = answering({ 'mania-ever': 'yes' }, { failedTrials: 3, scores: [score('phq-9', 20)] })
    for (const reason of trackReasons(facts, screen(facts), { willing: 'yes', supported: 'no' })) {
      expect(reason.source).toMatch(/^Articles? A[1-5]/)
    }
  })
})
