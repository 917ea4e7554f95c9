'use client'
import { missingAnswers } from '@holdspace/clinic/intake/answer-shapes'
import { type ClinicForm, isAsked } from '@holdspace/clinic/intake/questions'
import type { Refusal } from '@holdspace/kit/refusal'
import { Button } from '@holdspace/ui/button'
import { Notice } from '@holdspace/ui/notice'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useDoorClient } from '../door-client.ts'
import { attempt } from '../refusal-of.ts'
import { AnswerInWords } from './answer-in-words.tsx'
import { useLanguage } from './language.tsx'
import { PatientHeading } from './patient-frame.tsx'
import { useRefusalWords } from './refusal-words.ts'
import { goToPlace } from './use-place.ts'

export interface CheckAnswersProps {
  readonly form: ClinicForm
  readonly itemId: string
  readonly number: number
  readonly answers: ReadonlyMap<string, unknown>
  readonly flush: () => Promise<boolean>
  readonly onSubmitted: () => void
}

/** Every answer once more, with a way to change it, before the form closes (FM3). */
export function CheckAnswers({ form, itemId, number, answers, flush, onSubmitted }: CheckAnswersProps) {
  const t = useTranslations('form')
  const { language } = useLanguage()
  const { problem, isSending, send } = useSending(form, itemId, { answers, flush, onSubmitted })
  const words = useRefusalWords()
  return (
    <>
      <PatientHeading title={t('check')} lede={t('checkLede')} place={`${number}-check`} />
      {problem === null ? null : <Notice level="high" title={words(problem)} live />}
      {form.pages.map((page, at) => (
        <section key={page.id} className="flex flex-col gap-1">
          <h2 className="text-title">{page.title[language]}</h2>
          <dl className="divide-y divide-line border-line border-y">
            {page.questions
              .filter((question) => isAsked(question, answers))
              .map((question) => (
                <div key={question.id} className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 py-3">
                  <dt className="text-muted">{question.words[language]}</dt>
                  <dd className="col-start-1 font-strong wrap-anywhere">
                    <AnswerInWords question={question} value={answers.get(question.id)} language={language} />
                  </dd>
                  <dd className="col-start-2 row-span-2 row-start-1">
                    <Button
                      variant="quiet"
                      size="compact"
                      aria-label={t('changeWhat', { question: question.words[language] })}
                      onPress={() => goToPlace({ form: number, page: at + 1 })}
                    >
                      {t('change')}
                    </Button>
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
      <div className="flex gap-3">
        <Button size="room" onPress={() => goToPlace({ form: number, page: form.pages.length })}>
          {t('back')}
        </Button>
        <Button variant="primary" size="room" className="flex-1" isPending={isSending} onPress={() => void send()}>
          {isSending ? t('sending') : t('send')}
        </Button>
      </div>
    </>
  )
}

/** Sends once, however often it is pressed (FM5), and only after every answer is kept. */
function useSending(
  form: ClinicForm,
  itemId: string,
  { answers, flush, onSubmitted }: Pick<CheckAnswersProps, 'answers' | 'flush' | 'onSubmitted'>,
) {
  const client = useDoorClient()
  const [problem, setProblem] = useState<Refusal | null>(null)
  const [isSending, setSending] = useState(false)
  const isUnderWay = useRef(false)
  const send = async () => {
    if (isUnderWay.current) return
    const [open] = missingAnswers(form, answers)
    if (open !== undefined) return setProblem(stillOpen)
    isUnderWay.current = true
    setSending(true)
    const answer = (await flush())
      ? await attempt(async () => (await client()).packet.submitForm.mutate({ itemId }))
      : notKept
    isUnderWay.current = false
    setSending(false)
    setProblem(answer.ok ? null : answer.refusal)
    if (answer.ok) onSubmitted()
  }
  return { problem, isSending, send }
}

const stillOpen: Refusal = { family: 'unprocessable', code: 'answers-missing', sentence: 'Some questions are open.' }
const notKept = {
  ok: false,
  refusal: { family: 'unavailable', code: 'no-connection', sentence: 'There is no connection just now.' },
} as const
