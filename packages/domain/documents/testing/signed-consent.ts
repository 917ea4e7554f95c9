import { createHash } from 'node:crypto'
import { type ConsentContent, textFor, textHash } from '@holdspace/clinic/consent/consent-text'
import { recordHash, type SignatureRecord, signatureRecord } from '@holdspace/clinic/consent/signature-record'
import { suppliedTexts } from '@holdspace/clinic/consent/supplied-texts'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { instant } from '@holdspace/kit/instant'
import { consentCopy } from '../src/consent-copy.ts'

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())
export const signedAt = instant.parse('2026-11-21T14:02:07.000Z')
export const patientName = 'Marguerite Anne Whitfield'

/** Marguerite’s signature under a text, drawn on the tablet at the front desk. */
export function copyOf(content: ConsentContent, over: Partial<SignatureRecord> = {}, isWithdrawn = false) {
  const text = textFor(content, { practiceName: 'Marigold House', patientName, release: null })
  const record = signatureRecord.parse({
    consentId: '018f0000-0000-7000-8000-00000000c001',
    practiceId: '018f0000-0000-7000-8000-000000000001',
    patientId: '018f0000-0000-7000-8000-00000000d001',
    seq: 3,
    previousHash: 'b'.repeat(64),
    kind: text.kind,
    language: 'en',
    version: text.version,
    textHash: textHash(text, sha256),
    signer: { as: 'patient', name: patientName },
    meaning: text.agreement,
    initials: { 'off-label': 'MAW' },
    mark: {
      how: 'drawn',
      strokes: [
        [40, 120, 90, 40, 140, 120, 200, 60, 260, 120],
        [300, 80],
      ],
    },
    agreesToScreen: true,
    identityConfirmedBy: ['name', 'birth-date'],
    helpers: [{ role: 'interpreter', name: 'Language line', reference: 'no. 40211' }],
    place: {
      on: 'staff-tablet',
      handedOverBy: 'Theo Lind',
      membershipId: '018f0000-0000-7000-8000-000000000b05',
    },
    deviceId: '018f0000-0000-7000-8000-000000000e01',
    userAgent: 'Clinic tablet',
    signedAt,
    zone: 'America/New_York',
    recordedAt: signedAt,
    ...over,
  })
  const at = instant.parse('2026-11-25T18:30:00.000Z')
  return consentCopy({
    practice: { name: 'Marigold House', lines: ['12 Orchard Lane, Hudson, NY 12534'], zone: 'America/New_York' },
    patient: { name: patientName, birthDate: calendarDate.parse('1985-07-14'), mrn: '10004' },
    text,
    record,
    recordHash: recordHash(record, sha256),
    lastDay: calendarDate.parse('2027-11-21'),
    withdrawal: isWithdrawn ? { at, saidBy: 'patient', takenByName: 'Mara Quist RN' } : null,
  })
}

export const infusion = suppliedTexts[0] as ConsentContent
