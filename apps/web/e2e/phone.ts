import { suppliedTexts } from '@holdspace/clinic/consent/supplied-texts'
import { type ClinicForm, isAsked, type Question } from '@holdspace/clinic/intake/questions'
import { expect, type Locator, type Page } from '@playwright/test'

/** The hands of a patient on their own phone: what they press and type, in the words that stand on their pages. */
export interface Person {
  readonly given: string
  readonly family: string
  /** As `1991-03-02`. */
  readonly birthDate: string
}

/** Follows the link of a message and shows who they are; ends where the forms of the packet are listed. */
export async function openPacket(phone: Page, link: string, person: Person): Promise<void> {
  await phone.goto(link)
  await phone.getByRole('button', { name: 'Begin' }).click()
  await expect(phone.getByRole('heading', { name: 'First, who are you?' })).toBeVisible()
  await showWhoTheyAre(phone, person)
}

export async function showWhoTheyAre(phone: Page, { given, family, birthDate }: Person): Promise<void> {
  const [year = '', month = '', day = ''] = birthDate.split('-')
  await phone.getByLabel('First name').fill(given)
  await phone.getByLabel('Last name').fill(family)
  await phone.getByLabel('Day').fill(String(Number(day)))
  await phone.getByLabel('Month').fill(String(Number(month)))
  await phone.getByLabel('Year').fill(year)
  await phone.getByRole('button', { name: 'Continue' }).click()
  await expect(phone.getByRole('heading', { name: 'Your forms for Marigold House' })).toBeVisible()
}

/** What somebody answers: words where a choice or a text is asked, an act where more is. */
type Said = string | ((phone: Page) => Promise<void>)
const yesNo = { yes: 'Yes', no: 'No', 'not-sure': 'Not sure' } as const

/** One form of the clinic from its first page to its last: a question nobody speaks of is answered “No”. */
export async function fillForm(phone: Page, form: ClinicForm, said: { readonly [question: string]: Said }) {
  await phone.getByRole('button', { name: `Start: ${form.title.en}` }).click()
  const given = new Map<string, unknown>()
  for (const page of form.pages) {
    await expect(phone.getByRole('heading', { name: page.title.en, exact: true })).toBeVisible()
    for (const question of page.questions) {
      if (!isAsked(question, given)) continue
      const answer = said[question.id] ?? (question.kind === 'three-valued' ? 'no' : null)
      if (answer === null) continue
      given.set(question.id, answer)
      if (typeof answer === 'string') await answerInWords(phone, question, answer)
      else await answer(phone)
    }
    await phone.getByRole('button', { name: 'Next' }).click()
  }
  await expect(phone.getByRole('heading', { name: 'Check your answers' })).toBeVisible()
  await phone.getByRole('button', { name: 'Send this form' }).click()
  await expect(phone.getByRole('heading', { name: 'Check your answers' })).toHaveCount(0)
}

async function answerInWords(phone: Page, question: Question, answer: string): Promise<void> {
  const words = question.words.en
  if (question.kind === 'text') return phone.getByLabel(words).fill(answer)
  const choices = question.kind === 'choice' ? question.choices : []
  const chosen = choices.find((choice) => choice.id === answer)?.words.en ?? yesNo[answer as keyof typeof yesNo]
  await choice(phone, words, chosen).click()
}

/** One answer of a group, by its exact words: “No” is not “Not sure”. */
export function choice(page: Page | Locator, group: string | RegExp, answer: string): Locator {
  return page.getByRole('radiogroup', { name: group }).getByText(answer, { exact: true })
}

/** A questionnaire, a question a page, by the place of each answer from 0; `before` looks at a page before it is left. */
export async function answerInstrument(
  phone: Page,
  name: string,
  answers: readonly number[],
  before?: (question: number) => Promise<void>,
): Promise<void> {
  await phone.getByRole('button', { name: `Start: ${name}` }).click()
  for (const [at, answer] of answers.entries()) {
    await expect(phone.getByText(`${at + 1} of ${answers.length}`, { exact: true })).toBeVisible()
    await phone.getByRole('radiogroup').locator('label').nth(answer).click()
    await before?.(at + 1)
    await phone.getByRole('button', { name: at + 1 === answers.length ? 'See my answers' : 'Next' }).click()
  }
  await phone.getByRole('button', { name: 'Send my answers' }).click()
  await expect(phone.getByRole('button', { name: 'Send my answers' })).toHaveCount(0)
}

/** Reads a consent, puts initials where they are asked and types the name as it stands on the form. */
export async function signByName(page: Page): Promise<void> {
  // Questions and initials are counted where they stand, so the whole consent has to stand first.
  await expect(page.getByText('I agree to sign on this screen.')).toBeVisible()
  await answerChecks(page)
  for (const box of await page.getByLabel('Your initials').all()) await box.fill('NW')
  await page.getByText('I agree to sign on this screen.').click()
  await page.getByText('Type my name').click()
  const asked = await page.getByText(/^Type it as it is on the form:/).textContent()
  await page.getByLabel('Your full name').fill((asked ?? '').replace(/^.*: /, ''))
  await page.getByRole('button', { name: 'Sign', exact: true }).click()
}

/** The questions on understanding that stand before a signature, where the text asks any; each answered right. */
export async function answerChecks(page: Page): Promise<void> {
  for (const { question, choices, right } of suppliedTexts.flatMap(({ checks = [] }) => checks)) {
    const asked = page.getByRole('radiogroup', { name: question })
    if ((await asked.count()) > 0) await asked.getByText(choices[right] ?? '', { exact: true }).click()
  }
}
