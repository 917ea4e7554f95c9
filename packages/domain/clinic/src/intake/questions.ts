import type { ReferredPerson } from '../referral/referral-content.ts'

/**
 * Forms a patient fills in, as data: which questions, in which order, one group a page (ACCESSIBILITY-UX FM1), in the
 * languages patient pages speak (RULINGS 25). A question's id never changes its meaning; another meaning is another id,
 * because answers are kept under it for ever and the screening rules read by it.
 */

export const languages = ['en', 'es'] as const
export type Language = (typeof languages)[number]

/** The language a person is written to in: their own where patient pages speak it, English else. */
export function languageOf(person: Pick<ReferredPerson, 'language'>): Language {
  const tag = person.language?.code.toLowerCase() ?? 'en'
  return languages.find((one) => tag === one || tag.startsWith(`${one}-`)) ?? 'en'
}

/** The same words in every language of the patient pages. */
export type Words = { readonly [Tongue in Language]: string }

/** Nobody is made to guess: "not sure" is an answer, and the screening rules treat it as unknown, never as no. */
export const threeValued = ['yes', 'no', 'not-sure'] as const
export type ThreeValued = (typeof threeValued)[number]

interface Asked {
  readonly id: string
  readonly words: Words
  readonly hint?: Words
  /** Asked only where an earlier answer of the same form is one of these. */
  readonly when?: { readonly question: string; readonly answers: readonly string[] }
  /** May be left empty. Three-valued questions never need it: "not sure" is there. */
  readonly optional?: true
  /**
   * Free words of the patient. For the care team alone: no partner, FHIR or billing view ever shows them (RULINGS 10).
   */
  readonly narrative?: true
}

export type Question =
  | (Asked & { readonly kind: 'three-valued' })
  | (Asked & { readonly kind: 'choice'; readonly choices: readonly { readonly id: string; readonly words: Words }[] })
  | (Asked & {
      readonly kind: 'text'
      /** One line, or several. */
      readonly long?: true
      readonly input?: 'text' | 'tel' | 'email'
      readonly autoComplete?: string
      readonly maxLength?: number
    })
  | (Asked & { readonly kind: 'weight' | 'height' })
  | (Asked & { readonly kind: 'medicines' | 'allergies' | 'trials' })

export type QuestionKind = Question['kind']

/** One page on the phone: one group of questions that belong together. */
export interface FormPage {
  readonly id: string
  readonly title: Words
  readonly lede?: Words
  /** Mood or free words are asked here: the page says whom to call now (988). */
  readonly crisisLine?: true
  readonly questions: readonly Question[]
}

/** A form is immutable once it was sent; a change is a new version. */
export interface ClinicForm {
  readonly id: string
  readonly version: string
  readonly title: Words
  readonly lede: Words
  readonly pages: readonly FormPage[]
}

export function questionsOf(form: ClinicForm): readonly Question[] {
  return form.pages.flatMap((page) => page.questions)
}

export function findQuestion(form: ClinicForm, id: string): Question | null {
  return questionsOf(form).find((question) => question.id === id) ?? null
}

/** Whether a question is asked, given the answers so far. Only single-word answers open or close another question. */
export function isAsked(question: Question, answers: ReadonlyMap<string, unknown>): boolean {
  if (question.when === undefined) return true
  const given = answers.get(question.when.question)
  return typeof given === 'string' && question.when.answers.includes(given)
}

/** A question answered yes, no or not sure. */
export function threeValuedQuestion(id: string, en: string, es: string, hint?: Words): Question {
  return { id, kind: 'three-valued', words: { en, es }, ...(hint === undefined ? {} : { hint }) }
}

/** "Tell us more", asked after a yes or a not sure. */
export function moreAbout(id: string, en: string, es: string): Question {
  return {
    id: `${id}.more`,
    kind: 'text',
    long: true,
    words: { en, es },
    when: { question: id, answers: ['yes', 'not-sure'] },
    optional: true,
    narrative: true,
    maxLength: 500,
  }
}
