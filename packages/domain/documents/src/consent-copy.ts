import type { ConsentText } from '@holdspace/clinic/consent/consent-text'
import type { SignatureRecord } from '@holdspace/clinic/consent/signature-record'
import { type CalendarDate, dateInZone, dateTimeInZone, formatBorn, formatDate } from '@holdspace/kit/calendar-date'
import { padHeight, padWidth } from '@holdspace/kit/drawn-line'
import type { Instant } from '@holdspace/kit/instant'
import { type Block, type PaperFrame, plain, type Rich, strong } from './block.ts'

export interface ConsentCopyInput {
  readonly practice: { readonly name: string; readonly lines: readonly string[]; readonly zone: string }
  readonly patient: { readonly name: string; readonly birthDate: CalendarDate; readonly mrn: string }
  /** The exact text that was signed, read back from the bytes that were hashed. */
  readonly text: ConsentText
  readonly record: SignatureRecord
  readonly recordHash: string
  readonly lastDay: CalendarDate | null
  readonly withdrawal: { readonly at: Instant; readonly saidBy: string; readonly takenByName: string } | null
}

export interface ConsentCopy {
  readonly blocks: readonly Block[]
  readonly frame: PaperFrame
}

/**
 * The copy of a signed consent: the text to the last word, the initials where they were set, the signature as it was
 * drawn, and the certificate that says who, when, on what and under which hashes. Pure: the same input is the same paper.
 */
export function consentCopy(input: ConsentCopyInput): ConsentCopy {
  const { practice, patient, text, record, withdrawal } = input
  const version = `Version ${record.version}`
  return {
    blocks: [
      { block: 'letterhead', name: practice.name, lines: [...practice.lines] },
      { block: 'title', text: text.title, subtitle: `${patient.name} · ${version}` },
      ...withdrawalNotice(withdrawal, practice.zone),
      { block: 'paragraph', text: [plain(text.lede)] },
      ...text.sections.flatMap((section) => sectionBlocks(section, record)),
      ...checkBlocks(text, record),
      ...signatureBlocks(input),
      ...certificateBlocks(input),
    ],
    frame: {
      title: text.title,
      practice: practice.name,
      patientName: patient.name,
      born: formatBorn(patient.birthDate, dateInZone(record.signedAt, practice.zone)),
      mrn: patient.mrn,
      // A copy for the patient, and for those they show it to: what is on the chart has no business here.
      allergyTitle: '',
      draft: false,
      language: record.language === 'es' ? 'es-US' : 'en-US',
      asOf: withdrawal?.at ?? record.recordedAt,
    },
  }
}

function sectionBlocks(section: ConsentText['sections'][number], { initials }: SignatureRecord): Block[] {
  const set = initials[section.id]
  return [
    { block: 'heading', text: section.heading },
    ...section.paragraphs.map((text): Block => ({ block: 'paragraph', text: [plain(text)] })),
    ...section.points.map((text): Block => ({ block: 'paragraph', text: [plain(`•  ${text}`)] })),
    ...(section.initials === null || set === undefined
      ? []
      : [{ block: 'paragraph', text: [strong(`Initials: ${set}  `), plain(section.initials)] } satisfies Block]),
  ]
}

/** The questions on understanding, each with what was answered, wrong answers with it. */
function checkBlocks({ checks = [] }: ConsentText, { checked = [] }: SignatureRecord): Block[] {
  const asked = checks.flatMap((check): Block[] => {
    const given = checked.find(({ id }) => id === check.id)?.given ?? []
    const answers = given.map((choice) => check.choices[choice] ?? '').filter((words) => words !== '')
    if (answers.length === 0) return []
    const [last = '', ...before] = answers.toReversed()
    const first = before.length === 0 ? '' : ` (first answered: ${before.toReversed().join('; ')})`
    return [{ block: 'paragraph', text: [plain(`${check.question} `), strong(last), plain(first)] }]
  })
  return asked.length === 0 ? [] : [{ block: 'heading', text: 'Questions that were asked' }, ...asked]
}

function signatureBlocks({ record, practice, text }: ConsentCopyInput): Block[] {
  const { mark, signer } = record
  const when = dateTimeInZone(record.signedAt, practice.zone)
  const heading: Block = { block: 'heading', text: 'Signature' }
  const credential = signer.as === 'patient' ? '' : `${signer.relation}, for ${text.about.patientName}`
  switch (mark.how) {
    case 'drawn':
      return [
        heading,
        { block: 'paragraph', text: [plain(text.agreement)] },
        {
          block: 'drawn-signature',
          alt: `Signature drawn by ${signer.name}`,
          width: padWidth,
          height: padHeight,
          strokes: mark.strokes.map((points) => [...points]),
        },
        {
          block: 'paragraph',
          text: [strong(signer.name), plain(credential === '' ? '' : `, ${credential}`), plain(`\n${when}`)],
        },
      ]
    case 'typed':
      return [heading, { block: 'signature', name: mark.name, credential, meaning: text.agreement, signedAt: when }]
    case 'on-paper':
      return [heading, { block: 'notice', tone: 'plain', text: `Signed by hand on paper by ${signer.name}, ${when}.` }]
  }
}

function certificateBlocks(input: ConsentCopyInput): Block[] {
  const { record, recordHash, practice, lastDay } = input
  const rows: readonly (readonly [string, Rich])[] = [
    ['Signed by', [plain(signerWords(record))]],
    ['Meaning', [plain(record.meaning)]],
    ['When', [plain(dateTimeInZone(record.signedAt, practice.zone)), plain(`\n${record.signedAt} UTC`)]],
    ['How', [plain(howWords(record))]],
    ['Identity', [plain(`Checked: ${record.identityConfirmedBy.map(identifierWords).join(', ')}.`)]],
    ...record.helpers.map(
      ({ role, name, reference }) =>
        [role === 'interpreter' ? 'Interpreter' : 'Witness', [plain(`${name}, ${reference}`)]] as const,
    ),
    ['Holds until', [plain(lastDay === null ? 'Withdrawn, or replaced by a new version' : formatDate(lastDay))]],
    ['Signature no.', [plain(`${record.seq} of this person`)]],
  ]
  return [
    { block: 'heading', text: 'Certificate' },
    { block: 'key-values', rows: rows.map(([label, value]) => ({ label, value: [...value] })) },
    {
      block: 'proof',
      rows: [
        { label: 'Text', value: record.textHash },
        { label: 'Signature', value: recordHash },
        { label: 'One before', value: record.previousHash ?? 'none' },
        { label: 'Consent', value: record.consentId },
      ],
      howToCheck:
        'The first number is the SHA-256 hash of the exact text above, the second that of everything about this signature. The practice can show that its record still gives the same numbers.',
      qr: `holdspace consent ${record.textHash} ${recordHash}`,
    },
  ]
}

function signerWords({ signer }: SignatureRecord): string {
  return signer.as === 'patient'
    ? `${signer.name}, the patient`
    : `${signer.name}, ${signer.relation} of the patient. Authority: ${signer.authority}`
}

function howWords({ mark, place, agreesToScreen }: SignatureRecord): string {
  const how = { drawn: 'Drawn', typed: 'Typed name', 'on-paper': 'By hand on paper' }[mark.how]
  const agreed = agreesToScreen ? ' They agreed to sign on a screen.' : ''
  switch (place.on) {
    case 'staff-tablet':
      return `${how}, on a tablet handed over by ${place.handedOverBy}.${agreed}`
    case 'clinic-kiosk':
      return `${how}, on a tablet of the clinic.${agreed}`
    case 'own-device':
      return `${how}, on their own device.${agreed}`
    case 'paper':
      return `${how}. ${place.attestedBy} attests: “${place.statement}”`
  }
}

function identifierWords(code: string): string {
  const known: Record<string, string> = { 'birth-date': 'date of birth', mrn: 'record number' }
  return known[code] ?? code
}

function withdrawalNotice(withdrawal: ConsentCopyInput['withdrawal'], zone: string): Block[] {
  if (withdrawal === null) return []
  const { at, saidBy, takenByName } = withdrawal
  return [
    {
      block: 'notice',
      tone: 'warning',
      text: `Withdrawn ${dateTimeInZone(at, zone)} by the ${saidBy}; written down by ${takenByName}. Nothing is done under this consent any more.`,
    },
  ]
}
