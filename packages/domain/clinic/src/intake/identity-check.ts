import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { z } from 'zod'
import { foldName } from '../people/fold-name.ts'

/** What a person types to show who they are. */
export const shownIdentity = z.strictObject({
  given: z.string().trim().min(1).max(120),
  family: z.string().trim().min(1).max(120),
  birthDate: z.iso.date(),
})
export type ShownIdentity = z.output<typeof shownIdentity>

export interface IdentityOnFile {
  readonly given: readonly string[]
  readonly family: string
  readonly otherNames: readonly string[]
  readonly birthDate: CalendarDate
}

/**
 * Whether name and birth date are those of the chart: two identifiers, as at the chairside. Accents, case and hyphens do
 * not matter, and one of several given names is enough; a former family name on file counts. Only yes or no comes out:
 * which of the two was wrong is told to nobody, or the form would answer questions about the chart.
 */
export function isSamePerson(shown: ShownIdentity, onFile: IdentityOnFile): boolean {
  const given = foldName(shown.given)
  const family = foldName(shown.family)
  const givenFits =
    given !== '' && (foldName(onFile.given.join(' ')) === given || onFile.given.some((one) => foldName(one) === given))
  const formerly = onFile.otherNames.map(foldName)
  const familyFits =
    family !== '' &&
    (foldName(onFile.family) === family ||
      formerly.some((name) => name === family || name === `${given} ${family}` || name === `${family} ${given}`))
  return givenFits && familyFits && shown.birthDate === onFile.birthDate
}
