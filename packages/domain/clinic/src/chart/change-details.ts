import { z } from 'zod'
import { foldName } from '../people/fold-name.ts'
import type { PostalAddress, ReferredPerson, Telecom } from '../referral/referral-content.ts'
import { sexes } from '../referral/referral-content.ts'

const words = (most: number) => z.string().trim().max(most)
/** However a sender wrote it (`x12`, `ext. 12`): six digits are a number somebody can call. */
const phoneNumber = words(40).refine(
  (text) => text === '' || (text.match(/\d/g) ?? []).length >= 6,
  'Enter a phone number, or leave it empty.',
)
const mailAddress = words(200).regex(/^(\S+@\S+\.\S+)?$/, 'Enter an e-mail address, or leave it empty.')

/** A person's details as a form holds them: flat, empty where nothing is known. */
export const detailsForm = z.strictObject({
  family: words(100),
  given: words(100),
  preferredName: words(100),
  sex: z.enum(sexes),
  pronouns: words(60),
  phone: phoneNumber,
  email: mailAddress,
  addressLine: words(200),
  city: words(100),
  state: words(60),
  postalCode: words(20),
  language: words(60),
  emergencyName: words(100),
  emergencyRelation: words(60),
  emergencyPhone: phoneNumber,
})
export type DetailsForm = z.output<typeof detailsForm>

export const detailParts = [
  'name',
  'preferred-name',
  'gender',
  'pronouns',
  'phone',
  'email',
  'address',
  'language',
  'emergency-contact',
  'birth-date',
] as const
export type DetailPart = (typeof detailParts)[number]

export const detailPartWords: { readonly [Part in DetailPart]: string } = {
  name: 'Name',
  'preferred-name': 'Preferred name',
  gender: 'Gender',
  pronouns: 'Pronouns',
  phone: 'Phone',
  email: 'Email',
  address: 'Address',
  language: 'Language',
  'emergency-contact': 'In an emergency',
  'birth-date': 'Birth date',
}

/** One line of the list of changes: what stood there and what stands there now, in words. Null where nothing stood. */
export interface DetailChange {
  readonly part: DetailPart
  readonly before: string | null
  readonly after: string | null
}

/** What the form shows at first. Only the first phone, mail and address are edited here; the others stay. */
export function formOf(person: ReferredPerson): DetailsForm {
  const address = person.addresses[0]
  const { emergencyContact } = person
  return {
    family: person.family,
    given: person.given.join(' '),
    preferredName: person.preferredName ?? '',
    sex: person.sex,
    pronouns: person.pronouns ?? '',
    phone: firstOf(person, 'phone') ?? '',
    email: firstOf(person, 'email') ?? '',
    addressLine: address?.lines.join(', ') ?? '',
    city: address?.city ?? '',
    state: address?.state ?? '',
    postalCode: address?.postalCode ?? '',
    language: person.language?.display ?? person.language?.code ?? '',
    emergencyName: emergencyContact?.name ?? '',
    emergencyRelation: emergencyContact?.relation ?? '',
    emergencyPhone: emergencyContact?.phone ?? '',
  }
}

/**
 * The person as the form says, touching only what differs: what was not edited keeps its codes and its other entries.
 * With `keepsFormerName` a name that changed stays findable (marriage); without it, it was a slip of the pen.
 */
export function withDetails(person: ReferredPerson, form: DetailsForm, keepsFormerName: boolean): ReferredPerson {
  const was = formOf(person)
  const differs = (...keys: readonly (keyof DetailsForm)[]) => keys.some((key) => form[key] !== was[key])
  const isRenamed = differs('family', 'given')
  const { preferredName, pronouns, language, emergencyContact, ...rest } = person
  const former = [was.given, was.family].filter(Boolean).join(' ')
  const keepsFormer = isRenamed && keepsFormerName && former !== '' && !person.otherNames.includes(former)
  const nextLanguage = differs('language') ? languageOf(form.language) : language
  const nextContact = differs('emergencyName', 'emergencyRelation', 'emergencyPhone')
    ? contactOf(form)
    : emergencyContact
  return {
    ...rest,
    ...(differs('family') ? { family: form.family } : {}),
    ...(differs('given') ? { given: form.given.split(/\s+/).filter(Boolean) } : {}),
    ...(keepsFormer ? { otherNames: [...person.otherNames, former] } : {}),
    ...(form.preferredName === '' ? {} : { preferredName: form.preferredName }),
    ...(form.pronouns === '' ? {} : { pronouns: form.pronouns }),
    sex: form.sex,
    telecoms: withFirst(withFirst(person.telecoms, 'phone', form.phone), 'email', form.email),
    addresses: differs('addressLine', 'city', 'state', 'postalCode')
      ? [...addressOf(form, person.addresses[0], differs('addressLine')), ...person.addresses.slice(1)]
      : person.addresses,
    ...(nextLanguage === undefined ? {} : { language: nextLanguage }),
    ...(nextContact === undefined ? {} : { emergencyContact: nextContact }),
  }
}

/** What differs between two states of a person, part by part, in words. */
export function detailChanges(before: ReferredPerson, after: ReferredPerson): readonly DetailChange[] {
  return detailParts.flatMap((part) => {
    const [old, now] = [partInWords[part](before), partInWords[part](after)]
    return old === now ? [] : [{ part, before: old, after: now }]
  })
}

/** Name or birth date: after such a change somebody else's chart may suddenly look like the same person's (M17). */
export function touchesIdentity(changes: readonly DetailChange[]): boolean {
  return changes.some(({ part }) => part === 'name' || part === 'birth-date')
}

const partInWords: { readonly [Part in DetailPart]: (person: ReferredPerson) => string | null } = {
  name: ({ family, given }) => filled([given.join(' '), family].filter(Boolean).join(' ')),
  'preferred-name': ({ preferredName }) => filled(preferredName),
  gender: ({ sex }) => (sex === 'unknown' ? null : sex),
  pronouns: ({ pronouns }) => filled(pronouns),
  phone: (person) => filled(firstOf(person, 'phone')),
  email: (person) => filled(firstOf(person, 'email')),
  address: ({ addresses: [first] }) => (first === undefined ? null : filled(addressInWords(first))),
  language: ({ language }) => filled(language?.display ?? language?.code),
  'emergency-contact': ({ emergencyContact: contact }) =>
    contact === undefined ? null : filled([contact.name, contact.relation, contact.phone].filter(Boolean).join(', ')),
  'birth-date': ({ birthDate }) => birthDate,
}

function filled(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text
}

function addressInWords({ lines, city, state, postalCode }: PostalAddress): string {
  return [...lines, city, [state, postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', ')
}

function firstOf({ telecoms }: ReferredPerson, system: Telecom['system']): string | undefined {
  return telecoms.find((one) => one.system === system)?.value
}

/** The first of its kind is replaced where it stood, or added, or taken away; all others stay as they are. */
function withFirst(telecoms: readonly Telecom[], system: Telecom['system'], value: string): Telecom[] {
  const at = telecoms.findIndex((one) => one.system === system)
  const found = telecoms[at]
  if (found?.value === value || (found === undefined && value === '')) return [...telecoms]
  if (value === '') return telecoms.filter((_, index) => index !== at)
  return found === undefined
    ? [...telecoms, { system, value }]
    : telecoms.map((one, index) => (index === at ? { ...one, value } : one))
}

/** Lines that were not edited and the country stay as they came. */
function addressOf(form: DetailsForm, was: PostalAddress | undefined, isNewLine: boolean): readonly PostalAddress[] {
  const { addressLine, city, state, postalCode } = form
  if ([addressLine, city, state, postalCode].every((part) => part === '')) return []
  const typed = addressLine === '' ? [] : [addressLine]
  return [
    {
      lines: isNewLine ? typed : (was?.lines ?? typed),
      ...(city === '' ? {} : { city }),
      ...(state === '' ? {} : { state }),
      ...(postalCode === '' ? {} : { postalCode }),
      ...(was?.country === undefined ? {} : { country: was.country }),
    },
  ]
}

function contactOf({ emergencyName: name, emergencyRelation: relation, emergencyPhone: phone }: DetailsForm) {
  return name === '' && phone === '' ? undefined : { name, relation, phone }
}

/** Languages the clinic's forms speak have their tag; any other is kept in words, for the interpreter. */
export const knownLanguages: readonly { readonly code: string; readonly display: string }[] = [
  { code: 'en', display: 'English' },
  { code: 'es', display: 'Spanish' },
  { code: 'zh', display: 'Chinese' },
  { code: 'vi', display: 'Vietnamese' },
  { code: 'ko', display: 'Korean' },
  { code: 'tl', display: 'Tagalog' },
  { code: 'ru', display: 'Russian' },
  { code: 'ar', display: 'Arabic' },
  { code: 'fr', display: 'French' },
  { code: 'ht', display: 'Haitian Creole' },
  { code: 'pt', display: 'Portuguese' },
  { code: 'ase', display: 'American Sign Language' },
]

function languageOf(text: string): ReferredPerson['language'] {
  const known = knownLanguages.find(({ display }) => foldName(display) === foldName(text))
  if (known !== undefined) return { system: 'urn:ietf:bcp:47', ...known }
  return text === '' ? undefined : { system: 'urn:ietf:bcp:47', code: 'und', display: text }
}
