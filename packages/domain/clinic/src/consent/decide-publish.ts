import { type CalendarDate, formatDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { type Instant, msBetween } from '@holdspace/kit/instant'
import type { StaffActor } from '../access/actor.ts'
import { permit } from '../access/permit.ts'
import { stepUpLastsMs } from '../session/sign-session.ts'
import { brokenCheck, compareVersions, type TextContent } from './consent-text.ts'
import { textRules } from './kinds.ts'
import type { VersionFact } from './standing.ts'
import { textDiff } from './text-diff.ts'

export interface PublishQuestion {
  readonly actor: StaffActor
  readonly today: CalendarDate
  readonly now: Instant
  readonly content: TextContent
  readonly material: boolean
  readonly changeNote: string
  readonly effectiveFrom: CalendarDate
  /** Published before, of the same kind: in every language, with the texts of this language. */
  readonly versions: readonly VersionFact[]
  readonly previous: TextContent | null
}

/**
 * May this text be put in force? By whoever holds the duty for it, with the password asked again; its number is higher
 * than every earlier one and it never starts before the version it replaces.
 */
export function decidePublish(question: PublishQuestion): Decision<true> {
  const { actor, today, now, content } = question
  const permitted = permit(actor, 'consent.publish', { today })
  if (!permitted.ok) return permitted
  const { approvedBy, title } = textRules[content.kind]
  if (!approvedBy.some((duty) => actor.duties.includes(duty))) return refuse(otherDuty(title, approvedBy))
  if (actor.lastStepUpAt === null || msBetween(actor.lastStepUpAt, now) > stepUpLastsMs) return refuse(stepUpFirst)
  return decideVersion(question)
}

function decideVersion({
  today,
  content,
  versions,
  previous,
  material,
  effectiveFrom,
}: PublishQuestion): Decision<true> {
  const sameLanguage = versions.filter(({ language }) => language === content.language)
  const newest = sameLanguage.toSorted((one, other) => compareVersions(other.version, one.version))[0]
  if (newest !== undefined && compareVersions(content.version, newest.version) <= 0) {
    return refuse(numberTaken(newest.version))
  }
  if (brokenCheck(content) !== null) return refuse(checkBroken)
  if (effectiveFrom < today) return refuse(startsInThePast)
  if (newest !== undefined && effectiveFrom < newest.effectiveFrom) return refuse(startsBeforeItsPredecessor(newest))
  // What a signature covers cannot shrink or change by a mended typing error.
  const changesTerms =
    previous !== null &&
    (previous.lasts !== content.lasts ||
      previous.maximumMcgPerKg !== content.maximumMcgPerKg ||
      addsInitials(previous, content))
  if (changesTerms && !material) return refuse(termsAreMaterial)
  if (previous !== null && !changesTerms && textDiff(previous, content).length === 0) return refuse(nothingChanged)
  return accept(true)
}

function addsInitials(previous: TextContent, content: TextContent): boolean {
  const before = new Set(previous.sections.filter((one) => one.initials !== null).map(({ id }) => id))
  return content.sections.some((one) => one.initials !== null && !before.has(one.id))
}

const dutyWords = {
  'medical-director': 'the medical director',
  'privacy-officer': 'the privacy officer',
  supervisor: 'a supervisor',
  witness: 'a witness',
} as const

const otherDuty = (title: string, duties: readonly (keyof typeof dutyWords)[]) =>
  ({
    family: 'not-permitted',
    code: 'may-not-publish-this-consent',
    sentence: `“${title}” is approved by ${duties.map((duty) => dutyWords[duty]).join(' or ')}.`,
  }) as const

const stepUpFirst = {
  family: 'step-up-required',
  code: 'step-up-required',
  sentence: 'Approving a consent text asks for your password again.',
} as const

const numberTaken = (version: string) =>
  ({
    family: 'conflict',
    code: 'consent-version-not-higher',
    field: 'content.version',
    sentence: `The newest version is ${version}. Give this one a higher number.`,
  }) as const

const startsInThePast = {
  family: 'unprocessable',
  code: 'consent-starts-in-the-past',
  field: 'effectiveFrom',
  sentence: 'A text cannot be in effect before it was approved. Choose today or a later day.',
} as const

const startsBeforeItsPredecessor = ({ version, effectiveFrom }: VersionFact) =>
  ({
    family: 'unprocessable',
    code: 'consent-starts-before-its-predecessor',
    field: 'effectiveFrom',
    sentence: `Version ${version} starts on ${formatDate(effectiveFrom)}. The next one starts then or later.`,
  }) as const

const termsAreMaterial = {
  family: 'unprocessable',
  code: 'consent-change-is-material',
  field: 'material',
  sentence:
    'How long it holds, the highest dose or a section to initial has changed: that is material, and everybody signs anew.',
} as const

const nothingChanged = {
  family: 'unprocessable',
  code: 'consent-text-unchanged',
  field: 'content',
  sentence: 'This text says the same as the version before it.',
} as const

const checkBroken = {
  family: 'invalid',
  code: 'check-not-answerable',
  sentence: 'A question on understanding names a choice or a section that is not there. Correct it first.',
} as const
