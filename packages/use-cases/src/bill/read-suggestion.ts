import { type PackageUse, suggestedCover } from '@holdspace/billing/charge-sheet'
import type { ChargeableFacts } from '@holdspace/billing/chargeable-facts'
import type { Service } from '@holdspace/billing/fee-schedule'
import type { SuggestedLine } from '@holdspace/billing/suggest-charges'
import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { recordAccess } from '@holdspace/db/audit-store'
import { salesOfPatient, sheetsOfSession } from '@holdspace/db/charge-store'
import { inPractice } from '@holdspace/db/database'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { type PatientId, sessionId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchSession, suggestedFor } from './session-facts.ts'

/** What: billing looks at what a session gives rise to, line by line with the reason. Nothing is charged by looking. */
export const readSuggestionInput = z.strictObject({ sessionId })

export interface SuggestionView {
  readonly patientId: PatientId
  readonly facts: ChargeableFacts
  readonly scheduleVersion: number
  /** Each with the units of packages that would cover it: what is confirmed is held against what was shown. */
  readonly lines: readonly (SuggestedLine & {
    readonly cover: readonly PackageUse[]
    readonly packageWords: string | null
  })[]
  readonly gaps: readonly string[]
  /** What else may be added, from the same schedule. */
  readonly services: readonly Service[]
  readonly isConfirmed: boolean
}

export async function readSuggestion(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl' | 'hashing'>,
  actor: StaffActor,
  input: z.output<typeof readSuggestionInput>,
): Promise<Decision<SuggestionView>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const { practiceId } = actor
  const permitted = permit(actor, 'billing.read', { today })
  if (!permitted.ok) return permitted
  return inPractice(house.db, practiceId, async (tx) => {
    const found = await suggestedFor(tx, house, { practiceId, zone: refs.zone }, input.sessionId)
    if (!found.ok) return found
    const { patientId, facts, version, suggestion } = found.value
    if (!permit(actor, 'billing.read', { today, patientId }).ok) return refuse(noSuchSession)
    const sales = await salesOfPatient(tx, practiceId, patientId)
    const sheets = await sheetsOfSession(tx, practiceId, input.sessionId)
    const covers = suggestedCover(suggestion.lines, { sales, day: facts.date })
    const details = { sessionId: input.sessionId, part: 'charges' }
    await recordAccess(tx, practiceId, accessBy(house, actor, { act: 'billing.read', at: now, patientId, details }))
    return accept({
      patientId,
      facts,
      scheduleVersion: version.version,
      lines: suggestion.lines.map((line, at) => ({
        ...line,
        cover: covers[at] ?? [],
        packageWords: sales.find(({ saleId }) => saleId === covers[at]?.[0]?.saleId)?.package.words ?? null,
      })),
      gaps: suggestion.gaps,
      services: version.schedule.services,
      isConfirmed: sheets.some(({ voided }) => voided === null),
    })
  })
}
