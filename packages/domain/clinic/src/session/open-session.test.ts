import { type CalendarDate, plusPeriod } from '@holdspace/kit/calendar-date'
import { instant } from '@holdspace/kit/instant'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import { describe, expect, it } from 'vitest'
import {
  allRecorded,
  ames,
  everythingAttested,
  kap,
  lapsedQuist,
  lind,
  okafor,
  patient,
  pinOf,
  quist,
  today,
  vance,
} from '../../testing/session-room.ts'
import { met, missing } from '../gates/standing.ts'
import { dayConditions } from './day-conditions.ts'
import { decideOpen, type OpenQuestion, openingGate } from './open-session.ts'

const gateOf = ({ status, effectiveFrom, gate, staffing }: ProtocolVersion) => ({
  ...{ status, effectiveFrom, gate, staffing },
})

const asked: OpenQuestion = {
  actor: quist,
  patient: { ...patient, ageYears: 42, deceased: false },
  protocol: { ...pinOf(kap), ...gateOf(kap), minAgeYears: 18 },
  recorded: allRecorded,
  room: 'Cedar',
  identityConfirmedBy: ['name', 'birth-date'],
  attestations: everythingAttested,
  alreadyOpen: false,
  patientLimits: [],
  today,
}
const open = (more: Partial<OpenQuestion> = {}) => decideOpen({ ...asked, ...more })
const without = (condition: string) => everythingAttested.filter((one) => one.condition !== condition)

describe('opening a session: the first gate (RULINGS 2)', () => {
  it.each([quist, ames])(
    'given everything is there, then $displayName opens it, and the record holds the snapshot and the pin',
    (actor) => {
      const opened = open({ actor })
      expect(opened).toMatchObject({
        ok: true,
        value: {
          patient,
          protocol: pinOf(kap),
          room: 'Cedar',
          identityConfirmedBy: ['name', 'birth-date'],
          attestations: everythingAttested,
        },
      })
    },
  )

  it('records how every line of the gate stood, with the evidence it rested on', () => {
    const source = { type: 'consent', id: 'c1', at: instant.parse('2026-11-20T15:00:00.000Z') }
    const treatmentConsent = met('Signed on 20-Nov-2026, version 1.0.0', source)
    const opened = open({ recorded: { ...allRecorded, treatmentConsent } })
    const gate = opened.ok ? (opened.value.gate ?? []) : []
    expect(gate.find(({ line }) => line === 'treatment-consent')).toEqual({
      line: 'treatment-consent',
      state: 'met',
      because: 'Signed on 20-Nov-2026, version 1.0.0',
      source,
    })
    expect(gate.map(({ line }) => line)).toEqual(openingGate(asked).map(({ id }) => id))
  })

  it.each([
    [okafor, 'may-not-session-open'],
    [lind, 'may-not-session-open'],
    [lapsedQuist, 'licence-not-in-force'],
    [vance, 'patient-not-found'],
  ])('given $displayName, then it is refused: opening is an intention (RULINGS 1, 3)', (actor, code) => {
    expect(open({ actor })).toMatchObject({ ok: false, refusal: { code } })
  })

  it('given a person recorded as having died, then the chart is questioned', () => {
    expect(open({ patient: { ...asked.patient, deceased: true } })).toMatchObject({
      refusal: { code: 'patient-deceased' },
    })
  })

  it('given a session is open already, then there is no second one', () => {
    expect(open({ alreadyOpen: true })).toMatchObject({ refusal: { family: 'conflict', code: 'session-already-open' } })
  })

  it('given a protocol approved from tomorrow on, then it opens none today; on its first day it does', () => {
    const from = (effectiveFrom: CalendarDate) =>
      open({ protocol: { ...pinOf(kap), ...gateOf(kap), effectiveFrom, minAgeYears: 18 } })
    expect(from(plusPeriod(today, 'P1D'))).toMatchObject({
      refusal: { code: 'PROTOCOL_NOT_APPROVED', sentence: expect.stringContaining('is approved from') },
    })
    expect(from(today)).toMatchObject({ ok: true })
  })

  it.each(['draft', 'in-review', 'retired'] as const)(
    'given a protocol that is %s, then it is refused by name',
    (status) => {
      expect(open({ protocol: { ...pinOf(kap), ...gateOf(kap), status, minAgeYears: 18 } })).toMatchObject({
        refusal: { code: 'PROTOCOL_NOT_APPROVED', field: 'protocolId' },
      })
    },
  )

  it('given a person of 17, then an adult protocol is refused; on the 18th birthday it is not', () => {
    expect(open({ patient: { ...asked.patient, ageYears: 17 } })).toMatchObject({ refusal: { code: 'under-age' } })
    expect(open({ patient: { ...asked.patient, ageYears: 18 } }).ok).toBe(true)
    const unlimited = { ...pinOf(kap), ...gateOf(kap), minAgeYears: null }
    expect(open({ patient: { ...asked.patient, ageYears: 17 }, protocol: unlimited }).ok).toBe(true)
  })

  it('given nobody says that the person can decide today, then the gate is closed and says who mends it', () => {
    const refused = open({ attestations: without('capacity') })
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'opening-gate-closed' } })
    expect(refused.ok ? [] : refused.refusal.details).toEqual([
      'The person can decide for themselves today, and is not intoxicated: not answered when the session was opened (Prescriber or nurse)',
    ])
  })

  it.each(['eligibility', 'treatmentConsent', 'offLabelConsent', 'rideConsent'] as const)(
    'given %s is not on record, then the gate is closed, whatever anybody says (M09)',
    (subject) => {
      const refused = open({ recorded: { ...allRecorded, [subject]: missing('Never signed.') } })
      expect(refused.ok ? [] : refused.refusal.details).toEqual([expect.stringContaining('Never signed.')])
    },
  )

  it.each([[[]], [['name']], [['name', 'name']]] as const)(
    'given the identifiers %j, then two different ones are asked for (M17)',
    (seen) => {
      const refused = open({ identityConfirmedBy: [...seen] })
      expect(refused).toMatchObject({ refusal: { code: 'opening-gate-closed' } })
      expect(refused.ok ? '' : refused.refusal.details?.join()).toContain('Two identifiers')
    },
  )

  it('given no protocol chosen, then the gate says so', () => {
    const refused = open({ protocol: null })
    expect(refused.ok ? '' : refused.refusal.details?.join()).toContain('none chosen')
  })

  it('no line of the gate can be gone past, met or not', () => {
    const lines = [...openingGate(asked), ...openingGate({ ...asked, attestations: [], protocol: null })]
    expect(lines.filter((line) => line.overrideBy.length > 0)).toEqual([])
  })

  it('given what is only asked for the dose is missing, then the session opens all the same', () => {
    const day = dayConditions.map((one) => one.condition as string)
    const opened = open({ attestations: everythingAttested.filter((one) => !day.includes(one.condition)) })
    expect(opened.ok).toBe(true)
  })
})
