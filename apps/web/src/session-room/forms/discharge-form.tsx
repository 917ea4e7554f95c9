'use client'
import { baselineOf, dischargeLines, newestCirculation } from '@holdspace/clinic/session/end-session'
import { type Grade, type PadssAnswers, scorePadss } from '@holdspace/protocols/discharge'
import { Checkbox } from '@holdspace/ui/checkbox'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { Notice } from '@holdspace/ui/notice'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { useState } from 'react'
import { useRoom } from '../room-context.tsx'
import { useWhen, WhenField } from './time-field.tsx'
import { type FormDone, useChartForm } from './use-chart-form.ts'

const grades = [
  { value: 'minimal', label: 'minimal' },
  { value: 'moderate', label: 'moderate' },
  { value: 'severe', label: 'severe' },
]

interface Asked {
  readonly oriented: boolean
  readonly gait: boolean
  readonly nausea: Grade
  readonly bleeding: Grade
  readonly drank: boolean
  readonly voided: boolean
  readonly instructions: boolean
  readonly followUp: boolean
}

/** The discharge score against the patient's own baseline; vital signs are compared by the record itself (PADSS). */
export function DischargeForm({ onDone }: FormDone) {
  const { state, protocol, now } = useRoom()
  const { problems, setProblems, record } = useChartForm(onDone)
  const when = useWhen()
  const [asked, setAsked] = useState<Asked>({
    oriented: false,
    gait: false,
    nausea: 'minimal',
    bleeding: 'minimal',
    drank: false,
    voided: false,
    instructions: false,
    followUp: false,
  })
  const set = (part: Partial<Asked>) => setAsked((known) => ({ ...known, ...part }))
  const answers: PadssAnswers = {
    baseline: baselineOf(state),
    now: newestCirculation(state, now),
    oriented: asked.oriented,
    gaitAtOwnBaseline: asked.gait,
    nauseaAndPain: asked.nausea,
    bleeding: asked.bleeding,
    intake: { drank: asked.drank, voided: asked.voided },
  }
  const scored = scorePadss(protocol.discharge.scale, answers)
  const submit = async (data: FormData) => {
    if (!scored.ok) return setProblems([{ sentence: scored.refusal.sentence }])
    const { items, total } = scored.value
    const body = {
      scale: 'padss',
      items: { ...items, intake: items.intake ?? 0 },
      total,
      oriented: asked.oriented,
      gaitAtOwnBaseline: asked.gait,
      instructionsGiven: asked.instructions,
      followUpBooked: asked.followUp,
    }
    await record('discharge-scored', body, when(data))
  }
  return (
    <Form onSubmit={submit} problems={problems} aria-label="Discharge score">
      <Condition asked={asked} set={set} />
      <Arrangements asked={asked} set={set} />
      {scored.ok ? (
        <p className="text-lead tabular-nums">
          Score <strong className="font-bold">{scored.value.total}</strong> of {scored.value.outOf}
        </p>
      ) : (
        <Notice level="low" title={scored.refusal.sentence} />
      )}
      <WhenField />
      <SubmitButton size="room">Record the score</SubmitButton>
    </Form>
  )
}

interface Asking {
  readonly asked: Asked
  readonly set: (part: Partial<Asked>) => void
}

/** How the person is, against themselves before the session (RULINGS 6). */
function Condition({ asked, set }: Asking) {
  return (
    <>
      <Checkbox name="oriented" isSelected={asked.oriented} onChange={(oriented) => set({ oriented })}>
        Oriented as before the session
      </Checkbox>
      <Checkbox name="gait" isSelected={asked.gait} onChange={(gait) => set({ gait })}>
        Walks as before the session
      </Checkbox>
      <RadioGroup
        name="nausea"
        label="Pain, nausea, vomiting"
        inline
        value={asked.nausea}
        onChange={(value) => set({ nausea: gradeOf(value) })}
        choices={grades}
      />
      <RadioGroup
        name="bleeding"
        label="Bleeding"
        inline
        value={asked.bleeding}
        onChange={(value) => set({ bleeding: gradeOf(value) })}
        choices={grades}
      />
      <Checkbox name="drank" isSelected={asked.drank} onChange={(drank) => set({ drank })}>
        Has drunk something
      </Checkbox>
      <Checkbox name="voided" isSelected={asked.voided} onChange={(voided) => set({ voided })}>
        Has passed urine
      </Checkbox>
    </>
  )
}

function Arrangements({ asked, set }: Asking) {
  return (
    <>
      <Checkbox name="instructions" isSelected={asked.instructions} onChange={(instructions) => set({ instructions })}>
        Instructions given to patient and escort
      </Checkbox>
      <Checkbox name="followUp" isSelected={asked.followUp} onChange={(followUp) => set({ followUp })}>
        Follow-up contact booked
      </Checkbox>
    </>
  )
}

/** An answer nobody chose counts as the worst one, never as the best. */
function gradeOf(value: string): Grade {
  return value === 'minimal' || value === 'moderate' ? value : 'severe'
}

/** The criteria as they stand, met or not, each with its sentence. */
export function DischargeCriteria() {
  const { state, protocol, actor, now } = useRoom()
  return (
    <ul className="flex flex-col gap-1.5">
      {dischargeLines({ state, protocol, actor }, now).map((line) => (
        <li key={line.requirement} className="flex gap-2">
          <span aria-hidden className={line.met ? 'text-done' : 'text-medium'}>
            {line.met ? '✓' : '▲'}
          </span>
          <span>
            <span className="sr-only">{line.met ? 'Met: ' : 'Not met: '}</span>
            {line.sentence}
          </span>
        </li>
      ))}
    </ul>
  )
}
