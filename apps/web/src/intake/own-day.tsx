'use client'
import {
  type DayOfAnswer,
  type DayOfAnswers,
  type DayOfQuestionId,
  dayOfQuestionIds,
  dayOfQuestions,
} from '@holdspace/clinic/screening/day-of-questions'
import { Button } from '@holdspace/ui/button'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { doorClient } from '../door-client.ts'
import { attempt } from '../refusal-of.ts'
import { CrisisLine } from './crisis-line.tsx'
import { useLanguage } from './language.tsx'
import type { OwnItemProps } from './own-instrument.tsx'
import { PatientHeading } from './patient-frame.tsx'
import { useRefusalWords } from './refusal-words.ts'
import { goToPlace } from './use-place.ts'

const said = {
  en: {
    title: 'Before today’s session',
    lede: 'Eight short questions about today. If you are not sure, say so: somebody here talks it over with you.',
    none: 'I take none',
    open: 'Please answer this one too. “Not sure” is an answer.',
    true: 'What I answered is true today, to the best of my knowledge.',
    send: 'Send',
    sending: 'Sending …',
    notNow: 'Not now',
  },
  es: {
    title: 'Antes de la sesión de hoy',
    lede: 'Ocho preguntas breves sobre hoy. Si no está seguro, dígalo: alguien de aquí lo habla con usted.',
    none: 'No tomo ninguna',
    open: 'Conteste también esta, por favor. «No estoy seguro» es una respuesta.',
    true: 'Lo que contesté es verdad hoy, según lo que sé.',
    send: 'Enviar',
    sending: 'Enviando …',
    notNow: 'Ahora no',
  },
} as const

/** What has changed, answered by the patient on the day, before the first dose; nothing is ticked beforehand. */
export function OwnDay({ itemId, onDone }: OwnItemProps) {
  const t = useTranslations('answer')
  const tForm = useTranslations('form')
  const { language } = useLanguage()
  const say = useRefusalWords()
  const words = said[language]
  const [formId] = useState(() => crypto.randomUUID())
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  // Each line of the summary says which question it leads to.
  const stillOpen = (field: DayOfQuestionId): FormProblem => {
    const question = dayOfQuestions.find(({ id }) => id === field)?.text[language] ?? ''
    return { field, sentence: tForm('openAnswer', { question }) }
  }
  const send = async (data: FormData) => {
    const given = dayOfQuestionIds.map((id) => [id, data.get(id)] as const)
    const open = given.filter(([, value]) => value === null)
    if (open.length > 0) return setProblems(open.map(([field]) => stillOpen(field)))
    const answers = Object.fromEntries(given.map(([id, value]) => [id, value as DayOfAnswer])) as DayOfAnswers
    const answer = await attempt(async () =>
      (await doorClient()).screening.attestOwnDay.mutate({ itemId, formId, answers }),
    )
    if (answer.ok) onDone()
    else setProblems([{ sentence: say(answer.refusal) }])
  }
  return (
    <>
      <PatientHeading title={words.title} lede={words.lede} />
      <Form onSubmit={send} problems={problems} problemsTitle={words.open} aria-label={words.title}>
        {dayOfQuestions.map((question) => (
          <RadioGroup
            key={question.id}
            name={question.id}
            label={question.text[language]}
            inline
            size="room"
            choices={[
              { value: 'yes', label: t('yes') },
              { value: 'no', label: t('no') },
              { value: 'not-sure', label: t('not-sure') },
              ...(question.notApplicable === true ? [{ value: 'not-applicable', label: words.none }] : []),
            ]}
          />
        ))}
        <CrisisLine />
        <p className="leading-relaxed">{words.true}</p>
        <div className="flex gap-3">
          <Button size="room" onPress={() => goToPlace(null)}>
            {words.notNow}
          </Button>
          <SubmitButton size="room" className="flex-1" sendingWords={words.sending}>
            {words.send}
          </SubmitButton>
        </div>
      </Form>
    </>
  )
}
