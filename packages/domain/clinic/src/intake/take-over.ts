import type { AllergyStatus } from '../people/allergy-status.ts'
import { allergyStatusTitles } from '../people/allergy-status.ts'
import { foldName } from '../people/fold-name.ts'
import type { PostalAddress, ReferredPerson } from '../referral/referral-content.ts'
import type { AllergiesAnswer, MedicinesAnswer } from './answer-shapes.ts'

/** What of a patient's answers may be taken into the chart, and what stands there now (M17: never by itself). */
export type ProposalSubject = 'details' | 'facts'

export interface Proposal {
  /** The answer it rests on, and which part of it: `phone`, `allergy:0`. */
  readonly answerId: string
  readonly part: string
  readonly subject: ProposalSubject
  readonly label: string
  /** On the chart now, in words; null where nothing stands there. */
  readonly now: string | null
  readonly told: string
  /** The chart says the same: nothing to decide. */
  readonly same: boolean
  readonly change: Change
}

/** What taking it over does to the chart. */
export type Change =
  | { readonly kind: 'person'; readonly person: ReferredPerson }
  | { readonly kind: 'allergy'; readonly text: string; readonly reactions: readonly string[] }
  | { readonly kind: 'no-known-allergies' }
  | { readonly kind: 'medicine'; readonly text: string; readonly instructions: string | null }

export interface TakeOverAnswer {
  readonly answerId: string
  readonly value: unknown
}

export interface ChartNow {
  readonly person: ReferredPerson
  readonly allergyStatus: AllergyStatus
  readonly allergies: readonly { readonly concept: { readonly text: string }; readonly status: string }[]
  readonly medications: readonly { readonly concept: { readonly text: string }; readonly status: string }[]
}

type ByQuestion = ReadonlyMap<string, TakeOverAnswer>

/**
 * Address, phone, emergency contact, pronouns and language, each beside what the chart says. Weight and height are not
 * among them: told weights satisfy no gate, and none is made to look measured (RULINGS 5).
 */
export function detailProposals(answers: ByQuestion, { person }: ChartNow): readonly Proposal[] {
  const phone = text(answers, 'phone')
  const address = addressOf(answers)
  const emergency = emergencyOf(answers)
  const pronouns = text(answers, 'pronouns')
  const language = languageOf(answers)
  const phoneNow = person.telecoms.find((one) => one.system === 'phone')?.value ?? null
  const others = person.telecoms.filter((one) => one.system !== 'phone' || one.value !== phone)
  const detail = (
    question: string,
    part: string,
    label: string,
    now: string | null,
    told: string | null,
    next: Partial<ReferredPerson>,
  ) =>
    proposal(answers, question, {
      part,
      label,
      now,
      told,
      subject: 'details',
      change: { kind: 'person', person: { ...person, ...next } },
    })
  return [
    detail('phone', 'phone', 'Phone', phoneNow, phone, {
      // The number told first, because it is the one to call; the others stay.
      telecoms: [...(phone === null ? [] : [{ system: 'phone' as const, value: phone }]), ...others],
    }),
    detail('address-line', 'address', 'Address', addressWords(person.addresses[0]), addressWords(address), {
      addresses: [
        ...(address === null ? [] : [address]),
        ...person.addresses.filter((one) => addressWords(one) !== addressWords(address)),
      ],
    }),
    detail(
      'emergency-name',
      'emergency-contact',
      'In an emergency',
      emergencyWords(person.emergencyContact),
      emergencyWords(emergency),
      {
        ...(emergency === null ? {} : { emergencyContact: emergency }),
      },
    ),
    detail(
      'pronouns',
      'pronouns',
      'Pronouns',
      person.pronouns ?? null,
      pronouns,
      pronouns === null ? {} : { pronouns },
    ),
    detail(
      'language',
      'language',
      'Language',
      person.language?.display ?? null,
      language?.display ?? null,
      language === null ? {} : { language },
    ),
  ].flat()
}

/** Each allergy and each medicine by itself; "not sure" and "cannot say" change nothing on the chart (BN6). */
export function factProposals(answers: ByQuestion, chart: ChartNow): readonly Proposal[] {
  return [...allergyProposals(answers, chart), ...medicineProposals(answers, chart)]
}

function allergyProposals(answers: ByQuestion, { allergyStatus, allergies }: ChartNow): readonly Proposal[] {
  const given = answers.get('allergies')
  if (given === undefined || given.value === null) return []
  const { status, list } = given.value as AllergiesAnswer
  const active = allergies.filter((one) => one.status === 'active')
  const title = allergyStatusTitles[allergyStatus]
  if (status === 'none-known') {
    return [
      {
        answerId: given.answerId,
        part: 'no-known-allergies',
        subject: 'facts',
        label: 'Allergies',
        now: active.length === 0 ? title : active.map((one) => one.concept.text).join(', '),
        told: allergyStatusTitles['none-known'],
        same: allergyStatus === 'none-known' && active.length === 0,
        change: { kind: 'no-known-allergies' },
      },
    ]
  }
  return list.map(({ substance, reaction }, at) => {
    const onChart = active.find((one) => foldName(one.concept.text) === foldName(substance))
    return {
      answerId: given.answerId,
      part: `allergy:${at}`,
      subject: 'facts',
      label: 'Allergy',
      now: onChart?.concept.text ?? null,
      told: reaction === '' ? substance : `${substance}: ${reaction}`,
      same: onChart !== undefined,
      change: { kind: 'allergy', text: substance, reactions: reaction === '' ? [] : [reaction] },
    }
  })
}

function medicineProposals(answers: ByQuestion, { medications }: ChartNow): readonly Proposal[] {
  const given = answers.get('medicines')
  if (given === undefined || given.value === null) return []
  const { list } = given.value as MedicinesAnswer
  return list.map(({ name, dose, howOften }, at) => {
    const taken = [dose, howOften].filter((one) => one !== '').join(', ')
    const onChart = medications.find((one) => one.status === 'active' && foldName(one.concept.text) === foldName(name))
    return {
      answerId: given.answerId,
      part: `medicine:${at}`,
      subject: 'facts',
      label: 'Medicine',
      now: onChart?.concept.text ?? null,
      told: taken === '' ? name : `${name}, ${taken}`,
      same: onChart !== undefined,
      change: { kind: 'medicine', text: name, instructions: taken === '' ? null : taken },
    }
  })
}

function proposal(
  answers: ByQuestion,
  question: string,
  rest: Omit<Proposal, 'answerId' | 'told' | 'same'> & { readonly told: string | null },
): readonly Proposal[] {
  const given = answers.get(question)
  const { told } = rest
  if (given === undefined || told === null) return []
  return [{ ...rest, told, answerId: given.answerId, same: rest.now !== null && foldName(rest.now) === foldName(told) }]
}

function text(answers: ByQuestion, question: string): string | null {
  const value = answers.get(question)?.value
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

function addressOf(answers: ByQuestion): PostalAddress | null {
  const street = text(answers, 'address-line')
  if (street === null) return null
  const city = text(answers, 'address-city')
  const state = text(answers, 'address-state')
  const postalCode = text(answers, 'address-postal-code')
  return {
    lines: [street],
    ...(city === null ? {} : { city }),
    ...(state === null ? {} : { state }),
    ...(postalCode === null ? {} : { postalCode }),
  }
}

function addressWords(address: PostalAddress | null | undefined): string | null {
  if (address === null || address === undefined) return null
  const stateAndCode = [address.state, address.postalCode].filter((one) => one !== undefined && one !== '').join(' ')
  const words = [...address.lines, address.city ?? '', stateAndCode].filter((one) => one !== '').join(', ')
  return words === '' ? null : words
}

function emergencyOf(answers: ByQuestion): NonNullable<ReferredPerson['emergencyContact']> | null {
  const name = text(answers, 'emergency-name')
  if (name === null) return null
  return { name, relation: text(answers, 'emergency-relation') ?? '', phone: text(answers, 'emergency-phone') ?? '' }
}

function emergencyWords(contact: ReferredPerson['emergencyContact'] | null): string | null {
  if (contact === null || contact === undefined) return null
  return [contact.name, contact.relation, contact.phone].filter((one) => one !== '').join(', ')
}

/** Another language than these two needs an interpreter and a person who enters which one it is. */
function languageOf(answers: ByQuestion): ReferredPerson['language'] | null {
  const told = text(answers, 'language')
  const known = { en: 'English', es: 'Spanish' } as const
  if (told !== 'en' && told !== 'es') return null
  return { system: 'urn:ietf:bcp:47', code: told, display: known[told] }
}
