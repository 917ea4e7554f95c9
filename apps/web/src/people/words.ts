import type { AllergyStatus } from '@holdspace/clinic/people/allergy-status'
import type { ReferredPerson } from '@holdspace/clinic/referral/referral-content'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { dateInZone, formatBorn, formatDate, timeInZone } from '@holdspace/kit/calendar-words'
import type { Instant } from '@holdspace/kit/instant'
import type { PatientBannerProps } from '@holdspace/ui/patient-banner'

/** `21-Nov-2026 10:04`, in the practice's zone. */
export function dateAndTime(moment: Instant, zone: string): string {
  return `${formatDate(dateInZone(moment, zone))} ${timeInZone(moment, zone)}`
}

/** `Female`; nothing for what nobody stated, which the banner shows as Not Known. */
export function genderWord(sex: ReferredPerson['sex']): string | undefined {
  return sex === 'unknown' ? undefined : `${sex.charAt(0).toUpperCase()}${sex.slice(1)}`
}

interface Known {
  readonly person: Pick<ReferredPerson, 'family' | 'given' | 'birthDate' | 'sex' | 'preferredName'>
  readonly allergyStatus: AllergyStatus
  readonly allergies: readonly { readonly concept: { readonly text: string }; readonly status: string }[]
  readonly today: CalendarDate
}

/** The banner of a person or of a referral about one, from the same facts. */
export function bannerOf({ person, allergyStatus, allergies, today }: Known): PatientBannerProps {
  const gender = genderWord(person.sex)
  const substances = allergies.filter((one) => one.status === 'active').map((one) => substanceOf(one.concept.text))
  return {
    familyName: person.family,
    givenNames: person.given.join(' '),
    ...(person.preferredName === undefined ? {} : { preferredName: person.preferredName }),
    born: formatBorn(person.birthDate, today),
    ...(gender === undefined ? {} : { gender }),
    allergies: allergyStatus === 'known' ? { state: 'known', substances } : { state: allergyStatus },
  }
}

/** "Allergy to penicillin" under the title "Known allergies" reads as penicillin. */
export function substanceOf(text: string): string {
  return text.replace(/^allerg(?:y|ic) to (?:substance )?/i, '').replace(/ \((?:disorder|finding|substance)\)$/, '')
}

/** SNOMED's fully specified names end in their kind, which no clinician says. */
export function withoutKind(text: string): string {
  return text.replace(/ \((?:disorder|finding|procedure|situation)\)$/, '')
}
