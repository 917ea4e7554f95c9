import { calendarDate } from '@holdspace/kit/calendar-date'
import { sha256 } from '@noble/hashes/sha2.js'
import { describe, expect, it } from 'vitest'
import { calculateDose } from './dose.ts'
import { cautions, contradictions } from './feasibility.ts'
import { suppliedProtocol, suppliedProtocols } from './library/supplied.ts'
import {
  approve,
  contentHashOf,
  editDraft,
  fork,
  pinProtocol,
  retire,
  returnToDraft,
  submitForReview,
} from './life-cycle.ts'
import { allLimits, openLimits } from './limits-set.ts'
import { protocolVersion } from './protocol-version.ts'
import { ames, inForce, must, settle } from './testing/approved.ts'
import { refusedAs, request, today } from './testing/clinic-day.ts'

const draft = suppliedProtocol('kap-iv-6-in-3wk')
const reviewed = must(submitForReview(settle(draft)))
const approved = must(approve(reviewed, ames, sha256))

describe('the supplied library', () => {
  it.each(suppliedProtocols.map((one) => [one.id, one] as const))(
    '%s is a draft whose every number has a known source',
    (_id, one) => {
      expect(one.status).toBe('draft')
      expect(contradictions(one)).toEqual([])
      expect(allLimits(one).length).toBeGreaterThan(30)
      expect(refusedAs(calculateDose(request({ protocol: one })))).toBe('PROTOCOL_NOT_APPROVED')
    },
  )

  it('kap-iv-6-in-3wk says what PROTOCOLS section 8 says', () => {
    expect(draft.drug.dose).toMatchObject({
      default: { value: 500 },
      min: { value: 300 },
      max: { value: 750 },
      hardCeiling: { value: 1_000 },
    })
    expect(draft.drug.absoluteMax.value).toBeNull()
    expect(draft.phases.find((phase) => phase.key === 'dosing')).toMatchObject({
      count: { value: 6 },
      windowDays: { min: { value: 14 }, max: { value: 21 } },
      minGapHours: { value: 48 },
    })
    expect(draft.vitals).toMatchObject({
      during: { everyMin: { value: 10 } },
      recovery: { everyMin: { value: 15 } },
      graceMin: { value: 3 },
    })
    expect(draft.discharge).toMatchObject({ minScore: { value: 9 }, minMinutesAfterEnd: { value: 45 } })
    expect(draft.staffing.therapist).toBe('required')
  })

  it('the infusion twins have the same numbers and an optional therapist', () => {
    const twin = suppliedProtocol('infusion-iv-6-in-3wk')
    expect(twin.drug).toEqual(draft.drug)
    expect([twin.modality, twin.staffing.therapist, twin.therapyReferralOffered]).toEqual([
      'infusion',
      'optional',
      true,
    ])
  })

  it('no supplied protocol lets a therapist administer (A5)', () => {
    expect(suppliedProtocols.flatMap((one) => one.staffing.administer)).not.toContain('therapist')
  })

  it('six sessions in two to three weeks carry the caution about more than two a week', () => {
    expect(cautions(draft).join(' ')).toMatch(/more than 2 a week/)
    expect(cautions(suppliedProtocol('kap-iv-6-in-6wk')).join(' ')).not.toMatch(/more than 2 a week/)
  })

  it('an id nobody supplied is a fault', () => {
    expect(() => suppliedProtocol('kap-by-mail')).toThrow('kap-by-mail')
  })
})

describe('approving a protocol', () => {
  it('refuses a review that is not after the day it takes effect', () => {
    const sameDay = { ...ames, reviewBy: ames.effectiveFrom }
    expect(approve(reviewed, sameDay, sha256)).toMatchObject({
      ok: false,
      refusal: { code: 'REVIEW_NOT_AFTER_START', field: 'reviewBy' },
    })
  })

  it('given a limit that is not set, then approval is refused and names it', () => {
    const answer = approve(must(submitForReview(draft)), ames, sha256)
    expect(answer).toMatchObject({
      ok: false,
      refusal: { code: 'LIMITS_NOT_SET', details: ['Never more at once than (not set)'] },
    })
  })

  it('given a value on which sources conflict (X), then approval is refused and names it', () => {
    const conflicting = {
      ...reviewed,
      discharge: { ...reviewed.discharge, minScore: { value: 9, evidence: 'X' as const, sources: ['padss'] } },
    }
    expect(approve(conflicting, ames, sha256)).toMatchObject({
      ok: false,
      refusal: { code: 'LIMITS_NOT_SET', details: ['Discharge score at least (sources conflict)'] },
    })
    const rules = reviewed.rules.map((rule, at) => (at === 0 ? { ...rule, evidence: 'X' as const } : rule))
    expect(refusedAs(approve({ ...reviewed, rules }, ames, sha256))).toBe('LIMITS_NOT_SET')
  })

  it('given nobody with the duty, or a licence that ended yesterday, then it is refused', () => {
    expect(refusedAs(approve(reviewed, { ...ames, duties: ['supervisor'] }, sha256))).toBe('NOT_MEDICAL_DIRECTOR')
    expect(refusedAs(approve(reviewed, { ...ames, licence: null }, sha256))).toBe('LICENCE_NOT_CURRENT')
    const ended = { type: 'MD', number: 'A-10442', state: 'OR', expires: calendarDate.parse('2026-10-31') }
    expect(refusedAs(approve(reviewed, { ...ames, licence: ended }, sha256))).toBe('LICENCE_NOT_CURRENT')
    expect(approve(reviewed, { ...ames, licence: { ...ended, expires: ames.today } }, sha256).ok).toBe(true)
  })

  it('given a course that cannot fit its window, or a source nobody listed, then it is refused', () => {
    const phases = reviewed.phases.map((phase) =>
      phase.key === 'dosing' ? { ...phase, minGapHours: { ...phase.minGapHours, value: 120 } } : phase,
    )
    expect(approve({ ...reviewed, phases }, ames, sha256)).toMatchObject({
      ok: false,
      refusal: { code: 'PROTOCOL_CONTRADICTS_ITSELF' },
    })
    const setting = {
      ...reviewed,
      drug: { ...reviewed.drug, roundVolumeTo: { ...reviewed.drug.roundVolumeTo, sources: ['rumour'] } },
    }
    expect(refusedAs(approve(setting, ames, sha256))).toBe('PROTOCOL_CONTRADICTS_ITSELF')
    const unstaffed = { ...reviewed, staffing: { ...reviewed.staffing, therapist: 'optional' as const } }
    expect(refusedAs(approve(unstaffed, ames, sha256))).toBe('PROTOCOL_CONTRADICTS_ITSELF')
  })

  it('given everything in order, then it is in force with a content hash its approval carries', () => {
    expect(approved).toMatchObject({ status: 'approved', effectiveFrom: '2026-11-01' })
    expect(approved.contentHash).toMatch(/^[0-9a-f]{64}$/)
    expect(approved.approvals[0]).toMatchObject({ contentHash: approved.contentHash, meaning: 'clinical approval' })
    expect(protocolVersion.parse(approved)).toEqual(approved)
  })

  it('given a draft or an approved version, then approving it is out of turn', () => {
    expect(refusedAs(approve(settle(draft), ames, sha256))).toBe('PROTOCOL_STATUS')
    expect(refusedAs(approve(approved, ames, sha256))).toBe('PROTOCOL_STATUS')
    expect(must(returnToDraft(reviewed)).status).toBe('draft')
    expect(refusedAs(returnToDraft(approved))).toBe('PROTOCOL_STATUS')
    expect(refusedAs(submitForReview(approved))).toBe('PROTOCOL_STATUS')
  })
})

describe('an approved protocol', () => {
  it('does not change; a change is a new draft that names what it supersedes', () => {
    expect(refusedAs(editDraft(approved, { title: 'Another' }))).toBe('PROTOCOL_IMMUTABLE')
    const next = fork(approved, { version: '1.1.0', changeNote: 'Vitals every 5 min', changes: { title: 'Another' } })
    expect(next).toMatchObject({
      status: 'draft',
      supersedes: '1.0.0',
      approvals: [],
      contentHash: null,
      title: 'Another',
    })
    expect(approved.title).toBe(draft.title)
  })

  it('is pinned by a session with its hash, and refused when its content is no longer what was approved', () => {
    expect(must(pinProtocol(approved, today, sha256))).toEqual({
      protocolId: 'kap-iv-6-in-3wk',
      version: '1.0.0',
      contentHash: approved.contentHash,
      title: approved.title,
      route: 'IV',
      modality: 'kap',
    })
    expect(refusedAs(pinProtocol(draft, today, sha256))).toBe('PROTOCOL_NOT_APPROVED')
    expect(refusedAs(pinProtocol(reviewed, today, sha256))).toBe('PROTOCOL_NOT_APPROVED')
    expect(refusedAs(pinProtocol({ ...approved, title: 'Altered' }, today, sha256))).toBe('PROTOCOL_ALTERED')
  })

  it('once retired serves the sessions that pinned it and no new one', () => {
    const infusion = inForce(suppliedProtocol('iv-0.5-over-40-infusion'), sha256)
    const pin = must(pinProtocol(infusion, today, sha256))
    const retired = must(retire(infusion, today))
    expect(refusedAs(pinProtocol(retired, today, sha256))).toBe('PROTOCOL_NOT_APPROVED')
    expect(refusedAs(calculateDose(request({ protocol: retired })))).toBe('PROTOCOL_NOT_APPROVED')
    expect(must(calculateDose(request({ protocol: retired, pin }))).drawnMcg).toBe(35_000)
    expect(refusedAs(calculateDose(request({ protocol: approved, pin })))).toBe('PROTOCOL_NOT_APPROVED')
    expect(contentHashOf(retired, sha256)).toBe(infusion.contentHash)
    expect(refusedAs(retire(retired, today))).toBe('PROTOCOL_STATUS')
  })

  it('has a hash that any number, and nothing of its status, changes', () => {
    const other = {
      ...approved,
      drug: { ...approved.drug, roundVolumeTo: { ...approved.drug.roundVolumeTo, note: 'read again' } },
    }
    expect(contentHashOf(other, sha256)).not.toBe(approved.contentHash)
    expect(contentHashOf({ ...approved, status: 'retired' }, sha256)).toBe(approved.contentHash)
    expect(openLimits(approved)).toEqual([])
  })
})
