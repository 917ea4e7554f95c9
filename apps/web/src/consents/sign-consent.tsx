'use client'
import type { ConsentText } from '@holdspace/clinic/consent/consent-text'
import type { Helper, Signer, Signing } from '@holdspace/clinic/consent/signing'
import type { Decision } from '@holdspace/kit/decision'
import { isDrawn } from '@holdspace/kit/drawn-line'
import type { Refusal } from '@holdspace/kit/refusal'
import { Button } from '@holdspace/ui/button'
import { Checkbox } from '@holdspace/ui/checkbox'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { Notice } from '@holdspace/ui/notice'
import { useRef, useState } from 'react'
import { ConsentArticle, initialsField } from './consent-article.tsx'
import { type SignWords, signWords } from './sign-words.ts'
import { type How, SignatureMark } from './signature-mark.tsx'
import type { Strokes } from './signature-pad.tsx'
import { checkField, type Given, isUnderstood, Understanding } from './understanding.tsx'

export interface SignConsentProps {
  readonly text: ConsentText
  readonly textHash: string
  /** Who signs: the patient by their name, or whoever stands in for them. */
  readonly signer: Signer
  readonly helpers?: readonly Helper[]
  /** Why nothing can be signed at this moment; the text can be read all the same. */
  readonly locked: Refusal | null
  readonly onSign: (signing: Signing) => Promise<Decision<unknown>>
  readonly onNotNow?: () => void
}

/**
 * One consent to read and sign, on the clinic's tablet or the patient's own phone. Text, initials, agreement and mark are
 * one form: nothing is sent before all of it is there, and what is missing is named where it is missing.
 */
export function SignConsent(props: SignConsentProps) {
  const { text, signer, locked, onNotNow } = props
  const words = signWords[text.language]
  const { problems, send, how, setHow, strokes, setInitials, given, answerCheck } = useSigning(props, words)
  const isDisabled = locked !== null
  return (
    <article aria-label={text.title} className="flex flex-col gap-6">
      <h1 className="max-w-[68ch] text-heading">{text.title}</h1>
      {locked === null ? null : (
        <Notice level="medium" title={words.lockedTitle}>
          {locked.sentence}
        </Notice>
      )}
      <Form
        onSubmit={send}
        problems={problems}
        problemsTitle={words.lookAgain}
        aria-label={text.title}
        className="max-w-[68ch]"
      >
        <ConsentArticle text={text} words={words} initials={{ set: setInitials, isDisabled }} />
        <Understanding text={text} words={words} given={given} onAnswer={answerCheck} isDisabled={isDisabled} />
        <section aria-labelledby="your-signature" className="flex flex-col gap-4 border-line border-t pt-6">
          <h2 id="your-signature" className="text-title">
            {words.yourSignature}
          </h2>
          <p className="text-lead leading-relaxed">{text.agreement}</p>
          <Checkbox name="agreesToScreen" isDisabled={isDisabled} {...problemAt(problems, 'agreesToScreen')}>
            {words.agreeScreen}
          </Checkbox>
          <SignatureMark
            words={words}
            how={how}
            onHow={setHow}
            strokes={strokes}
            name={signer.name}
            isDisabled={isDisabled}
          />
          <p className="text-muted">{words.holds}</p>
          <div className="flex flex-wrap gap-3">
            {onNotNow === undefined ? null : (
              <Button size="room" onPress={onNotNow}>
                {words.notNow}
              </Button>
            )}
            <SubmitButton
              size="room"
              className="flex-1 sm:max-w-60"
              sendingWords={words.signing}
              isDisabled={isDisabled}
            >
              {words.sign}
            </SubmitButton>
          </div>
        </section>
      </Form>
    </article>
  )
}

function useSigning({ text, textHash, signer, helpers = [], onSign }: SignConsentProps, words: SignWords) {
  const [how, setHow] = useState<How>('drawn')
  const strokes = useRef<Strokes>([])
  const [initials, setAll] = useState<Readonly<Record<string, string>>>({})
  const [given, setGiven] = useState<Given>({})
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  // One id for one intention: pressed twice, or sent again after a broken connection, it is one signature.
  const [consentId] = useState(() => crypto.randomUUID())
  const send = async (data: FormData) => {
    const name = String(data.get('typedName') ?? '')
    const filled = { initials, how, strokes: strokes.current, name, agrees: data.has('agreesToScreen') }
    const missing = [...openChecks(text, given, words), ...missingOf(text, filled, words)]
    if (missing.length > 0) return setProblems(missing)
    const { kind, language, version } = text
    const answer = await onSign({
      ...{ consentId, kind, language, version, shownHash: textHash, signer },
      initials: trimmed(initials),
      mark:
        how === 'drawn' ? { how, strokes: strokes.current.map((points) => [...points]) } : { how, name: name.trim() },
      ...(text.checks === undefined ? {} : { checked: answersOf(given) }),
      agreesToScreen: true,
      helpers: [...helpers],
    })
    if (!answer.ok) setProblems([{ sentence: answer.refusal.sentence }])
  }
  const setInitials = (section: string, letters: string) => setAll((known) => ({ ...known, [section]: letters }))
  const answerCheck = (id: string, choice: number) =>
    setGiven((known) => ({ ...known, [id]: [...(known[id] ?? []), choice].slice(-20) }))
  return { problems, send, how, setHow, strokes, setInitials, given, answerCheck }
}

interface Filled {
  readonly initials: Readonly<Record<string, string>>
  readonly how: 'drawn' | 'typed'
  readonly strokes: Strokes
  readonly name: string
  readonly agrees: boolean
}

function missingOf(text: ConsentText, filled: Filled, words: SignWords): FormProblem[] {
  const open = text.sections.filter(
    ({ id, initials }) => initials !== null && (filled.initials[id] ?? '').trim() === '',
  )
  const noMark = filled.how === 'drawn' ? !isDrawn(filled.strokes) : filled.name.trim().length < 2
  return [
    ...open.map(({ id, heading }) => ({ field: initialsField(id), sentence: words.missingInitials(heading) })),
    ...(filled.agrees ? [] : [{ field: 'agreesToScreen', sentence: words.missingAgreement }]),
    ...(noMark
      ? [
          filled.how === 'drawn'
            ? { field: 'mark', sentence: words.missingMark }
            : { field: 'typedName', sentence: words.missingName },
        ]
      : []),
  ]
}

function openChecks({ checks = [] }: ConsentText, given: Given, words: SignWords): FormProblem[] {
  return checks
    .filter((check) => !isUnderstood(check, given))
    .map(({ id, question }) => ({ field: checkField(id), sentence: words.missingCheck(question) }))
}

function answersOf(given: Given) {
  return Object.entries(given).map(([id, choices]) => ({ id, given: [...choices] }))
}

function problemAt(problems: readonly FormProblem[], field: string): { problem?: string } {
  const problem = problems.find((one) => one.field === field)?.sentence
  return problem === undefined ? {} : { problem }
}

function trimmed(initials: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(initials).flatMap(([section, letters]) =>
      letters.trim() === '' ? [] : [[section, letters.trim()]],
    ),
  )
}
