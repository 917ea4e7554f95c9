'use client'
import type { Refusal } from '@holdspace/kit/refusal'
import { Button } from '@holdspace/ui/button'
import { Notice } from '@holdspace/ui/notice'
import { useCallback, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { doorClient } from '../door-client.ts'
import { AnswerInstrument } from '../instruments/answer-instrument.tsx'
import type { Answers } from '../outputs.ts'
import { attempt } from '../refusal-of.ts'
import { useLanguage } from './language.tsx'
import { useRefusalWords } from './refusal-words.ts'
import { useAsked } from './use-asked.ts'
import { goToPlace } from './use-place.ts'
import type { SavingState } from './use-saving.ts'

type Own = Answers['instrument']['own']

export interface OwnItemProps {
  readonly itemId: string
  readonly onDone: () => void
}

/** A questionnaire of the packet, answered on the phone. */
export function OwnInstrument({ itemId, onDone }: OwnItemProps) {
  const { language } = useLanguage()
  const t = useTranslations('frame')
  const words = useRefusalWords()
  const question = useCallback(
    (client: Awaited<ReturnType<typeof doorClient>>) => client.instrument.own.query({ itemId, language }),
    [itemId, language],
  )
  const asked = useAsked(question)
  if (asked === null) {
    return (
      <p role="status" className="text-muted">
        {t('loading')}
      </p>
    )
  }
  if (!asked.ok) return <Notice level="high" title={words(asked.refusal)} live />
  return <Answering key={asked.value.form.language} own={asked.value} itemId={itemId} onDone={onDone} />
}

function Answering({ own, itemId, onDone }: OwnItemProps & { readonly own: Own }) {
  const { language } = useLanguage()
  const t = useTranslations('form')
  const words = useRefusalWords()
  const [answers, setAnswers] = useState<Readonly<Record<string, number>>>(own.answers)
  const [saving, setSaving] = useState<SavingState>('nothing-yet')
  const [problem, setProblem] = useState<Refusal | null>(null)
  const [isSending, setSending] = useState(false)
  // One answer after the other: the newest choice is also the last to arrive.
  const line = useRef<Promise<unknown>>(Promise.resolve())
  const save = (questionId: string, value: number) => {
    const answer = { answerId: crypto.randomUUID(), itemId, questionId, value, language }
    setAnswers((before) => ({ ...before, [questionId]: value }))
    setSaving('saving')
    line.current = line.current.then(async () => {
      const kept = await attempt(async () => (await doorClient()).instrument.saveOwnAnswer.mutate(answer))
      setSaving(kept.ok ? 'saved' : 'not-saved')
      setProblem(kept.ok ? null : kept.refusal)
    })
  }
  const send = async () => {
    if (isSending) return
    setSending(true)
    await line.current
    const sent = await attempt(async () => (await doorClient()).instrument.submitOwn.mutate({ itemId, language }))
    setSending(false)
    setProblem(sent.ok ? null : sent.refusal)
    if (sent.ok) onDone()
  }
  return (
    <>
      <AnswerInstrument
        form={own.form}
        answers={answers}
        language={language}
        saving={saving}
        help={own.help}
        isSending={isSending}
        problem={problem === null ? null : words(problem)}
        onAnswer={save}
        onSend={() => void send()}
      />
      <Button variant="quiet" onPress={() => goToPlace(null)}>
        {t('overview')}
      </Button>
    </>
  )
}
