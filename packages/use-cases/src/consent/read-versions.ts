import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { type TextContent, textContent } from '@holdspace/clinic/consent/consent-text'
import { type TextKind, textKinds, textRules } from '@holdspace/clinic/consent/kinds'
import { versionInEffect } from '@holdspace/clinic/consent/standing'
import { suppliedTexts } from '@holdspace/clinic/consent/supplied-texts'
import { type ChangedText, textDiff } from '@holdspace/clinic/consent/text-diff'
import { consentVersions, type PublishedVersion } from '@holdspace/db/consent-store'
import { inPractice } from '@holdspace/db/database'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision } from '@holdspace/kit/decision'
import { z } from 'zod'
import type { House } from '../house.ts'
import { occasionOf } from '../people/acting.ts'
import { newestIn } from './newest-version.ts'

/** One consent's texts, newest first, and where the next one starts from. */
export interface TextsOfKind {
  readonly kind: TextKind
  readonly title: string
  readonly versions: readonly (Omit<PublishedVersion, 'content'> & { readonly isInEffect: boolean })[]
  /** The newest text, or the supplied draft where the practice has none yet: what an editor opens. */
  readonly base: TextContent
  readonly isDraft: boolean
  /** Null when this person may approve it; otherwise why not. */
  readonly whyNot: string | null
}

export interface ConsentTexts {
  readonly today: CalendarDate
  readonly kinds: readonly TextsOfKind[]
}

/** What: somebody looks at the practice's consent texts: what is in effect, what came before, what is still a draft. */
export async function readVersions(
  house: Pick<House, 'db' | 'clock' | 'publicUrl'>,
  actor: StaffActor,
): Promise<Decision<ConsentTexts>> {
  const { now, today } = await occasionOf(house, actor)
  const permitted = permit(actor, 'consent.read', { today })
  if (!permitted.ok) return permitted
  const all = await inPractice(house.db, actor.practiceId, (tx) => consentVersions(tx, actor.practiceId))
  return accept({
    today,
    kinds: textKinds.map((kind) => {
      const own = all.filter((one) => one.kind === kind)
      const inEffect = versionInEffect(own, kind, 'en', now, actor.practiceZone)
      const newest = newestIn(own, 'en')
      return {
        kind,
        title: textRules[kind].title,
        versions: own
          .toReversed()
          .map(({ content: _content, ...one }) => ({ ...one, isInEffect: one.contentHash === inEffect?.contentHash })),
        base: newest?.content ?? supplied(kind),
        isDraft: newest === null,
        whyNot: whyNot(actor, kind),
      }
    }),
  })
}

export const compareVersionInput = z.strictObject({ content: textContent })

/** What: before publishing, the words that would change. Records nothing. */
export async function compareVersion(
  house: Pick<House, 'db' | 'clock' | 'publicUrl'>,
  actor: StaffActor,
  { content }: z.output<typeof compareVersionInput>,
): Promise<Decision<{ readonly before: string | null; readonly changes: readonly ChangedText[] }>> {
  const { today } = await occasionOf(house, actor)
  const permitted = permit(actor, 'consent.publish', { today })
  if (!permitted.ok) return permitted
  const all = await inPractice(house.db, actor.practiceId, (tx) => consentVersions(tx, actor.practiceId))
  const newest = newestIn(
    all.filter(({ kind }) => kind === content.kind),
    content.language,
  )
  const before = newest?.content ?? supplied(content.kind)
  return accept({ before: newest?.version ?? null, changes: textDiff(before, content) })
}

function supplied(kind: TextKind): TextContent {
  const text = suppliedTexts.find((one) => one.kind === kind)
  if (text === undefined) throw new Error(`There is no supplied text of ${kind}.`)
  return text
}

function whyNot(actor: StaffActor, kind: TextKind): string | null {
  if (textRules[kind].approvedBy.some((duty) => actor.duties.includes(duty))) return null
  const duties = textRules[kind].approvedBy.map((duty) => duty.replace('-', ' '))
  return `Only the ${duties.join(' or the ')} may approve it.`
}
