'use client'
import { goalMeasures } from '@holdspace/clinic/plan/plan-choices'
import type { PlanContent } from '@holdspace/clinic/plan/plan-content'
import { Checkbox } from '@holdspace/ui/checkbox'
import { NumberField } from '@holdspace/ui/number-field'
import { Select } from '@holdspace/ui/select'
import { TextField } from '@holdspace/ui/text-field'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { fromProtocol } from './from-protocol.ts'

type Choices = Answers['plan']['read']['choices']

export interface CourseFieldsProps {
  readonly protocol: Choices['protocols'][number]
  readonly before: PlanContent | null
  readonly indications: Choices['indications']
}

const other = 'other'

/** What is given, how much, how often, and what goes before and after. The protocol's own numbers stand beside each field. */
export function CourseFields({ protocol, before, indications }: CourseFieldsProps) {
  const own = fromProtocol(protocol, before)
  return (
    <>
      <Indication before={before} indications={indications} />
      <Goals before={before} />
      <div className="grid gap-4 sm:grid-cols-2">
        <NumberField
          name="doseLeast"
          label="Dose from"
          hint={own.doseHint}
          unit={own.doseUnit}
          decimals={3}
          {...beginning(own.doseLeast)}
        />
        <NumberField
          name="dose"
          label="Dose up to"
          hint={own.ceilingHint}
          unit={own.doseUnit}
          decimals={3}
          {...beginning(own.doseMost)}
        />
        <NumberField name="doses" label="Number of doses" hint={own.dosesHint} unit="doses" {...beginning(own.doses)} />
        <NumberField
          name="courseDays"
          label="Length of the course"
          hint={own.daysHint}
          unit="days"
          {...beginning(own.courseDays)}
        />
        <NumberField
          name="minGapHours"
          label="Least time between two doses"
          hint={own.gapHint}
          unit="h"
          {...beginning(own.minGapHours)}
        />
        <NumberField
          name="preparationSessions"
          label="Preparation before the first dose"
          hint={own.preparationHint}
          unit="sessions"
          {...beginning(own.preparationSessions)}
        />
        <NumberField
          name="integrationPerDose"
          label="Integration after each dose"
          hint={own.integrationHint}
          unit="sessions"
          {...beginning(own.integrationPerDose)}
        />
      </div>
      <Boosters ladder={own.ladder} before={before} />
    </>
  )
}

function beginning(value: number | null) {
  return value === null ? {} : { defaultValue: value }
}

function Indication({ before, indications }: Omit<CourseFieldsProps, 'protocol'>) {
  const known = indications.some((one) => one.text === before?.indication.text)
  const [chosen, setChosen] = useState<string | null>(before === null ? null : known ? before.indication.text : other)
  const choices = indications.map((one) => ({
    value: one.text,
    label: one.coding === undefined ? one.text : `${one.text} (${one.coding.code})`,
  }))
  return (
    <>
      <Select
        name="indication"
        label="Indication"
        choices={[...choices, { value: other, label: 'Another one, in words' }]}
        value={chosen}
        onChange={setChosen}
      />
      {chosen === other ? (
        <TextField
          name="indicationWords"
          label="Indication in words"
          defaultValue={known ? '' : (before?.indication.text ?? '')}
        />
      ) : null}
    </>
  )
}

function Goals({ before }: Pick<CourseFieldsProps, 'before'>) {
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="font-strong">What the course is judged by</legend>
      <div className="grid gap-x-4 sm:grid-cols-2">
        {goalMeasures.flatMap((measure) =>
          (['response', 'remission'] as const).map((aim) => (
            <Checkbox
              key={`${measure} ${aim}`}
              name="goals"
              value={`${measure} ${aim}`}
              defaultSelected={before?.goals.some((goal) => goal.measure === measure && goal.aim === aim) ?? false}
            >
              {measure}, {aim}
            </Checkbox>
          )),
        )}
      </div>
    </fieldset>
  )
}

interface BoostersProps extends Pick<CourseFieldsProps, 'before'> {
  readonly ladder: readonly { readonly period: string; readonly words: string }[]
}

function Boosters({ ladder, before }: BoostersProps) {
  if (ladder.length === 0) return null
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="font-strong">Boosters after the course</legend>
      {ladder.map(({ period, words }) => (
        <Checkbox
          key={period}
          name="boosters"
          value={period}
          defaultSelected={before?.boosters.includes(period) ?? false}
        >
          {words}
        </Checkbox>
      ))}
    </fieldset>
  )
}
