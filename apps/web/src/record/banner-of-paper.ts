import type { Block } from '@holdspace/documents/block'
import type { AllergyState, PatientBannerProps } from '@holdspace/ui/patient-banner'
import { substanceOf } from '../people/words.ts'

/** The banner above the page says what the paper beneath it says: the person as known when the session opened (BN7, M17). */
export function bannerOfPaper(blocks: readonly Block[]): PatientBannerProps | null {
  const identity = blocks.find((one) => one.block === 'identity-banner')
  if (identity === undefined) return null
  const [familyName = '', ...given] = identity.name.split(', ')
  return {
    familyName,
    givenNames: given.join(', '),
    born: identity.born,
    gender: identity.sex,
    identifierLabel: 'MRN',
    identifier: identity.mrn,
    allergies: allergiesOf(identity.allergyTitle, identity.allergies),
  }
}

/** The title is one of exactly four (BN6); anything else reads as unavailable, never as none. */
function allergiesOf(title: string, substances: readonly string[]): AllergyState {
  if (title === 'Known allergies') return { state: 'known', substances: substances.map(substanceOf) }
  if (title === 'No known allergies') return { state: 'none-known' }
  if (title === 'Allergies not recorded') return { state: 'not-recorded' }
  return { state: 'unavailable' }
}
