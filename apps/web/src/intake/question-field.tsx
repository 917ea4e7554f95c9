'use client'
import type { AnswerValue } from '@holdspace/clinic/intake/answer-shapes'
import { type Question, threeValued } from '@holdspace/clinic/intake/questions'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { TextField } from '@holdspace/ui/text-field'
import { useTranslations } from 'use-intl'
import { HeightField, WeightField } from './body-fields.tsx'
import { useLanguage } from './language.tsx'
import { AllergiesField, MedicinesField, TrialsField } from './list-fields.tsx'

export interface QuestionFieldProps {
  readonly question: Question
  readonly value: unknown
  /** Typed words are kept when typing rests, a choice at once. */
  readonly onAnswer: (value: AnswerValue, when: 'now' | 'when-typing-rests') => void
}

/** One question with large answers. Its words are the form's own, in the patient's language. */
export function QuestionField({ question, value, onAnswer }: QuestionFieldProps) {
  const t = useTranslations()
  const { language } = useLanguage()
  const words = question.words[language]
  const label = question.optional === true ? t('form.optional', { label: words }) : words
  const hint = question.hint === undefined ? {} : { hint: question.hint[language] }
  switch (question.kind) {
    case 'three-valued':
      return (
        <RadioGroup
          name={question.id}
          label={label}
          {...hint}
          inline
          size="room"
          choices={threeValued.map((id) => ({ value: id, label: t(`answer.${id}`) }))}
          value={typeof value === 'string' ? value : null}
          onChange={(next) => onAnswer(next, 'now')}
        />
      )
    case 'choice':
      return (
        <RadioGroup
          name={question.id}
          label={label}
          {...hint}
          size="room"
          choices={question.choices.map((choice) => ({ value: choice.id, label: choice.words[language] }))}
          value={typeof value === 'string' ? value : null}
          onChange={(next) => onAnswer(next, 'now')}
        />
      )
    case 'text':
      return (
        <TextField
          name={question.id}
          label={label}
          {...hint}
          {...(question.long === true ? { rows: 4 } : {})}
          type={question.input ?? 'text'}
          autoComplete={question.autoComplete ?? 'off'}
          maxLength={question.maxLength ?? 1000}
          value={typeof value === 'string' ? value : ''}
          onChange={(next) => onAnswer(next, 'when-typing-rests')}
        />
      )
    case 'weight':
      return <WeightField name={question.id} label={label} value={value} onAnswer={onAnswer} />
    case 'height':
      return <HeightField name={question.id} label={label} value={value} onAnswer={onAnswer} />
    case 'medicines':
      return <MedicinesField name={question.id} label={label} {...hint} value={value} onAnswer={onAnswer} />
    case 'allergies':
      return <AllergiesField name={question.id} label={label} {...hint} value={value} onAnswer={onAnswer} />
    case 'trials':
      return <TrialsField name={question.id} label={label} {...hint} value={value} onAnswer={onAnswer} />
  }
}
