'use client'
import {
  type AnswerValue,
  allergyAnswers,
  type MedicinesAnswer,
  type TrialsAnswer,
  trialOutcomes,
} from '@holdspace/clinic/intake/answer-shapes'
import { threeValued } from '@holdspace/clinic/intake/questions'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { TextField } from '@holdspace/ui/text-field'
import { useTranslations } from 'use-intl'
import { AnswerList } from './answer-list.tsx'
import { asAllergies, asMedicines, asTrials } from './given-answers.ts'

export interface ListFieldProps {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly value: unknown
  readonly onAnswer: (value: AnswerValue, when: 'now' | 'when-typing-rests') => void
}

const noMedicine: MedicinesAnswer['list'][number] = { name: '', dose: '', howOften: '' }
const noAllergy = { substance: '', reaction: '' }
const noTrial: TrialsAnswer['list'][number] = { name: '', highestDose: '', howLong: '', outcome: 'not-sure' }

export function MedicinesField({ name, value, onAnswer, ...words }: ListFieldProps) {
  const t = useTranslations('answer')
  const { takes, list } = asMedicines(value) ?? { takes: null, list: [] }
  return (
    <>
      <RadioGroup
        name={name}
        {...words}
        inline
        size="room"
        choices={threeValued.map((id) => ({ value: id, label: t(id) }))}
        value={takes}
        onChange={(next) => {
          const said = threeValued.find((id) => id === next) ?? 'not-sure'
          onAnswer({ takes: said, list: said === 'no' ? [] : list }, 'now')
        }}
      />
      {takes === null || takes === 'no' ? null : (
        <AnswerList
          rows={list}
          empty={noMedicine}
          title={(number) => t('medicine', { number: String(number) })}
          called={(row) => row.name}
          addWords={t('addMedicine')}
          onChange={(next, when) => onAnswer({ takes, list: next }, when)}
          isComplete={(row) => row.name.trim() !== ''}
          fields={(row, at, change) => (
            <>
              <TextField
                name={`${name}-${at}-name`}
                label={t('name')}
                maxLength={120}
                value={row.name}
                onChange={(text) => change({ name: text })}
              />
              <TextField
                name={`${name}-${at}-dose`}
                label={t('dose')}
                maxLength={60}
                value={row.dose}
                onChange={(text) => change({ dose: text })}
              />
              <TextField
                name={`${name}-${at}-often`}
                label={t('howOften')}
                maxLength={80}
                value={row.howOften}
                onChange={(text) => change({ howOften: text })}
              />
            </>
          )}
        />
      )}
    </>
  )
}

/** Four answers for the four titles of the banner: not sure and cannot say are never "none" (BN6). */
export function AllergiesField({ name, value, onAnswer, ...words }: ListFieldProps) {
  const t = useTranslations('answer')
  const { status, list } = asAllergies(value) ?? { status: null, list: [] }
  return (
    <>
      <RadioGroup
        name={name}
        {...words}
        size="room"
        choices={allergyAnswers.map((id) => ({ value: id, label: t(id) }))}
        value={status}
        onChange={(next) => {
          const said = allergyAnswers.find((id) => id === next) ?? 'not-recorded'
          onAnswer({ status: said, list: said === 'known' ? list : [] }, 'now')
        }}
      />
      {status === 'known' ? (
        <AnswerList
          rows={list}
          empty={noAllergy}
          title={(number) => t('allergy', { number: String(number) })}
          called={(row) => row.substance}
          addWords={t('addAllergy')}
          onChange={(next, when) => onAnswer({ status, list: next }, when)}
          isComplete={(row) => row.substance.trim() !== ''}
          fields={(row, at, change) => (
            <>
              <TextField
                name={`${name}-${at}-substance`}
                label={t('substance')}
                maxLength={120}
                value={row.substance}
                onChange={(text) => change({ substance: text })}
              />
              <TextField
                name={`${name}-${at}-reaction`}
                label={t('reaction')}
                maxLength={120}
                value={row.reaction}
                onChange={(text) => change({ reaction: text })}
              />
            </>
          )}
        />
      ) : null}
    </>
  )
}

export function TrialsField({ name, value, onAnswer, ...words }: ListFieldProps) {
  const t = useTranslations('answer')
  const { tried, list } = asTrials(value) ?? { tried: null, list: [] }
  return (
    <>
      <RadioGroup
        name={name}
        {...words}
        inline
        size="room"
        choices={threeValued.map((id) => ({ value: id, label: t(id) }))}
        value={tried}
        onChange={(next) => {
          const said = threeValued.find((id) => id === next) ?? 'not-sure'
          onAnswer({ tried: said, list: said === 'no' ? [] : list }, 'now')
        }}
      />
      {tried === null || tried === 'no' ? null : (
        <AnswerList
          rows={list}
          empty={noTrial}
          title={(number) => t('trial', { number: String(number) })}
          called={(row) => row.name}
          addWords={t('addTrial')}
          onChange={(next, when) => onAnswer({ tried, list: next }, when)}
          isComplete={(row) => row.name.trim() !== ''}
          fields={(row, at, change) => (
            <>
              <TextField
                name={`${name}-${at}-name`}
                label={t('name')}
                maxLength={120}
                value={row.name}
                onChange={(text) => change({ name: text })}
              />
              <TextField
                name={`${name}-${at}-dose`}
                label={t('highestDose')}
                maxLength={60}
                value={row.highestDose}
                onChange={(text) => change({ highestDose: text })}
              />
              <TextField
                name={`${name}-${at}-long`}
                label={t('howLong')}
                maxLength={60}
                value={row.howLong}
                onChange={(text) => change({ howLong: text })}
              />
              <RadioGroup
                name={`${name}-${at}-outcome`}
                label={t('outcome')}
                choices={trialOutcomes.map((id) => ({ value: id, label: t(id) }))}
                value={row.outcome}
                onChange={(next) => change({ outcome: trialOutcomes.find((id) => id === next) ?? 'not-sure' }, 'now')}
              />
            </>
          )}
        />
      )}
    </>
  )
}
