import { calendarDate, formatDate } from '@holdspace/kit/calendar-date'
import { hex } from '@holdspace/proof/bytes'
import { ledgerBytes } from '@holdspace/proof/canonical-json'
import type { Hasher } from '@holdspace/proof/hashing'
import { z } from 'zod'
import { consentKinds, type TextKind, textKinds } from './kinds.ts'

const words = z.string().trim().min(1).max(4_000)

export const consentVersionNumber = z
  .string()
  .regex(/^\d{1,3}\.\d{1,3}\.\d{1,3}$/, 'A version has three numbers: 1.2.0')

const section = z.strictObject({
  /** Stays the same from version to version, so that a diff finds it and initials name it. */
  id: z.string().regex(/^[a-z][a-z0-9-]{0,40}$/),
  heading: words,
  paragraphs: z.array(words),
  points: z.array(words),
  /** The sentence beside the box for initials; null where none are asked. */
  initials: words.nullable(),
})
export type ConsentSection = z.output<typeof section>

const slug = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/)

/** One question by which somebody shows that they understood, with its choices and the section that answers it. */
const check = z.strictObject({
  id: slug,
  question: words,
  choices: z.array(words).min(2).max(4),
  /** Which of the choices is right, from zero. */
  right: z.int().min(0).max(3),
  /** The section that is shown again after a wrong answer. */
  passage: slug,
})
export type UnderstandingCheck = z.output<typeof check>

/**
 * What a text says: the part that is approved, shown, signed and hashed. Plain text in blocks of its own wording;
 * `{practice}`, `{patient}` and, in a release, `{recipient}` and the like are filled in when it is shown.
 */
export const textContent = z.strictObject({
  kind: z.enum(textKinds),
  version: consentVersionNumber,
  language: z.enum(['en', 'es']),
  title: words,
  lede: words,
  sections: z.array(section).min(1).max(30),
  /** Two or three questions asked before the signature; absent where none are, so that older texts keep their hash. */
  checks: z.array(check).min(1).max(4).optional(),
  /** The sentence a signature stands under. */
  agreement: words,
  /** How long a signature holds, ISO 8601; null where a date in the text says it, or nothing ends it. */
  lasts: z
    .string()
    .regex(/^P\d{1,3}[DMY]$/)
    .nullable(),
  /** The highest dose by weight the text speaks of; a higher one needs another consent (CONSENT.md section 5). */
  maximumMcgPerKg: z.int().positive().nullable(),
})
export type TextContent = z.output<typeof textContent>

/** The text of a consent. */
export const consentContent = z.strictObject({ ...textContent.shape, kind: z.enum(consentKinds) })
export type ConsentContent = z.output<typeof consentContent>

/** What a release is about. Dates are whole days in the practice's zone; the last one counts. */
export const releaseTerms = z.strictObject({
  recipientId: z.uuid(),
  recipientName: words,
  purpose: words,
  what: z.array(words).min(1),
  from: calendarDate,
  until: calendarDate,
})
export type ReleaseTerms = z.output<typeof releaseTerms>

export const particulars = z.strictObject({
  practiceName: words,
  patientName: words,
  release: releaseTerms.nullable(),
})
export type Particulars = z.output<typeof particulars>

/** The exact text in front of one person: what their signature stands under, to the last character. */
export const consentText = z.strictObject({ ...consentContent.shape, about: particulars })
export type ConsentText = z.output<typeof consentText>
/** Any approved text in front of one person. */
export type FilledText<Kind extends TextKind = TextKind> = Omit<ConsentText, 'kind'> & { readonly kind: Kind }

/** Fills the blanks. What stands in braces and has nothing to fill it is a fault of ours: it must never be signed. */
export function textFor<Kind extends TextKind>(
  content: TextContent & { readonly kind: Kind },
  about: Particulars,
): FilledText<Kind> {
  const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name: string) => blank(name, about, content))
  return {
    ...content,
    title: fill(content.title),
    lede: fill(content.lede),
    sections: content.sections.map((one) => ({
      ...one,
      heading: fill(one.heading),
      paragraphs: one.paragraphs.map(fill),
      points: one.points.flatMap((point) => (point === '{what}' ? (about.release?.what ?? []) : [fill(point)])),
      initials: one.initials === null ? null : fill(one.initials),
    })),
    agreement: fill(content.agreement),
    ...(content.checks === undefined
      ? {}
      : {
          checks: content.checks.map((one) => ({
            ...one,
            question: fill(one.question),
            choices: one.choices.map(fill),
          })),
        }),
    about,
  }
}

function blank(name: string, { practiceName, patientName, release }: Particulars, content: TextContent): string {
  const known: Record<string, string | undefined> = {
    practice: practiceName,
    patient: patientName,
    recipient: release?.recipientName,
    purpose: release?.purpose,
    from: release === null ? undefined : formatDate(release.from),
    until: release === null ? undefined : formatDate(release.until),
  }
  const text = known[name]
  if (text === undefined) throw new Error(`The blank {${name}} of ${content.kind} ${content.version} cannot be filled.`)
  return text
}

/** Canonical JSON of the text: the bytes that are hashed, kept and printed. */
export function textBytes(text: TextContent | FilledText): Uint8Array {
  return ledgerBytes(text)
}

/** SHA-256 in hex of the exact text. Two people who sign the same version sign different texts: their names differ. */
export function textHash(text: TextContent | FilledText, sha256: Hasher): string {
  return hex(sha256(textBytes(text)))
}

/** Sections that ask for initials, in order. */
export function initialled(text: Pick<TextContent, 'sections'>): readonly (ConsentSection & { initials: string })[] {
  return text.sections.flatMap((one) => (one.initials === null ? [] : [{ ...one, initials: one.initials }]))
}

/** Negative, zero or positive as version numbers are compared, part by part. */
export function compareVersions(one: string, other: string): number {
  const [left, right] = [one.split('.').map(Number), other.split('.').map(Number)]
  for (const at of [0, 1, 2]) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** The first check that could not be answered: no such choice, or no such section to show again. Null when all can. */
export function brokenCheck({ checks = [], sections }: Pick<TextContent, 'checks' | 'sections'>): string | null {
  const broken = checks.find(
    ({ right, choices, passage }) => right >= choices.length || !sections.some(({ id }) => id === passage),
  )
  const repeated = checks.find(({ id }, at) => checks.findIndex((one) => one.id === id) !== at)
  return (broken ?? repeated)?.id ?? null
}
