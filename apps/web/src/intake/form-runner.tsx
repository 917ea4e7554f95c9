'use client'
import { type AnswerValue, isOpen } from '@holdspace/clinic/intake/answer-shapes'
import { type ClinicForm, type FormPage, isAsked } from '@holdspace/clinic/intake/questions'
import type { Refusal } from '@holdspace/kit/refusal'
import { Button } from '@holdspace/ui/button'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { useCallback, useState } from 'react'
import { useTranslations } from 'use-intl'
import { CheckAnswers } from './check-answers.tsx'
import { CrisisLine } from './crisis-line.tsx'
import { useLanguage } from './language.tsx'
import { PatientHeading } from './patient-frame.tsx'
import { QuestionField } from './question-field.tsx'
import { useRefusalWords } from './refusal-words.ts'
import { SavedLine } from './saved-line.tsx'
import { goToPlace } from './use-place.ts'
import { useSaving } from './use-saving.ts'

export interface FormRunnerProps {
  readonly form: ClinicForm
  readonly itemId: string
  /** The form's number in the packet, for the address. */
  readonly number: number
  /** Counted from one; past the last page stands the summary. */
  readonly page: number
  readonly given: ReadonlyMap<string, unknown>
  readonly onSubmitted: () => void
}

/** One form of the clinic: a group of questions a page, kept as they are answered, checked before they are sent. */
export function FormRunner({ form, itemId, number, page, given, onSubmitted }: FormRunnerProps) {
  const { language } = useLanguage()
  const words = useRefusalWords()
  const [answers, setAnswers] = useState(given)
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const refused = useCallback(
    (questionId: string, why: Refusal) => setProblems([{ field: questionId, sentence: words(why) }]),
    [words],
  )
  const saving = useSaving(itemId, language, refused)
  const answer = (questionId: string, value: AnswerValue, when: 'now' | 'when-typing-rests') => {
    setAnswers((before) => new Map(before).set(questionId, value))
    setProblems((before) => before.filter((problem) => problem.field !== questionId))
    saving.save(questionId, value, when)
  }
  const shown = form.pages[page - 1]
  if (shown === undefined) {
    return (
      <>
        <CheckAnswers
          form={form}
          itemId={itemId}
          number={number}
          answers={answers}
          flush={saving.flush}
          onSubmitted={onSubmitted}
        />
        <SavedLine state={saving.state} />
      </>
    )
  }
  return (
    <>
      <FormPageFields
        form={form}
        shown={shown}
        number={number}
        page={page}
        answers={answers}
        problems={problems}
        onProblems={setProblems}
        onAnswer={answer}
        flush={saving.flush}
      />
      <SavedLine state={saving.state} />
      {shown.crisisLine === true ? <CrisisLine /> : null}
    </>
  )
}

interface FormPageFieldsProps {
  readonly form: ClinicForm
  readonly shown: FormPage
  readonly number: number
  readonly page: number
  readonly answers: ReadonlyMap<string, unknown>
  readonly problems: readonly FormProblem[]
  readonly onProblems: (problems: readonly FormProblem[]) => void
  readonly onAnswer: (questionId: string, value: AnswerValue, when: 'now' | 'when-typing-rests') => void
  readonly flush: () => Promise<boolean>
}

function FormPageFields(props: FormPageFieldsProps) {
  const { form, shown, number, page, answers, problems, onProblems, onAnswer, flush } = props
  const t = useTranslations('form')
  const { language } = useLanguage()
  const goOn = async () => {
    const open = shown.questions.filter((question) => isOpen(question, answers))
    if (open.length > 0) {
      return onProblems(
        open.map(({ id, words }) => ({ field: id, sentence: t('openAnswer', { question: words[language] }) })),
      )
    }
    // What is typed is kept before the page goes; without a connection it waits and the page goes all the same.
    await flush()
    onProblems([])
    goToPlace({ form: number, page: page + 1 })
  }
  const lede = shown.lede?.[language]
  return (
    <>
      <PatientHeading
        progress={t('progress', { page: String(page), pages: String(form.pages.length) })}
        title={shown.title[language]}
        place={`${number}-${page}`}
        {...(lede === undefined ? {} : { lede })}
      />
      <Form
        key={shown.id}
        onSubmit={goOn}
        problems={problems}
        problemsTitle={t('problems')}
        aria-label={shown.title[language]}
        className="gap-8"
      >
        {shown.questions
          .filter((question) => isAsked(question, answers))
          .map((question) => (
            <QuestionField
              key={question.id}
              question={question}
              value={answers.get(question.id)}
              onAnswer={(value, when) => onAnswer(question.id, value, when)}
            />
          ))}
        <div className="flex gap-3">
          <Button size="room" onPress={() => goToPlace(page === 1 ? null : { form: number, page: page - 1 })}>
            {page === 1 ? t('overview') : t('back')}
          </Button>
          <SubmitButton size="room" className="flex-1">
            {t('next')}
          </SubmitButton>
        </div>
      </Form>
    </>
  )
}
