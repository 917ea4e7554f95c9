'use client'
import { baselineOf, dischargeLines, newestCirculation } from '@holdspace/clinic/session/end-session'
import { instructionsStanding } from '@holdspace/clinic/session/instructions'
import { type Grade, type PadssAnswers, scorePadss } from '@holdspace/protocols/discharge'
import { firstDoseAt } from '@holdspace/record/state'
import { Button } from '@holdspace/ui/button'
import { Checkbox } from '@holdspace/ui/checkbox'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { Notice } from '@holdspace/ui/notice'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { useState } from 'react'
import { useRoom, useRoomTime } from '../room-context.tsx'
import { InstructionsForm } from './instructions-form.tsx'
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

/** How the person is, and then what whoever takes them home read and signed: one after the other, or each by itself. */
export function DischargeForm({ onDone }: FormDone) {
  const { state } = useRoom()
  const [step, setStep] = useState<'score' | 'escort'>('score')
  if (step === 'escort') return <InstructionsForm onDone={onDone} />
  return (
    <div className="flex flex-col gap-5">
      {state.discharge === null ? null : (
        <EscortsPart sentence={instructionsStanding(state).sentence} onOpen={() => setStep('escort')} />
      )}
      <ScoreForm onDone={onDone} onInstructed={() => (state.instructions === null ? setStep('escort') : onDone())} />
    </div>
  )
}

function EscortsPart({ sentence, onOpen }: { readonly sentence: string; readonly onOpen: () => void }) {
  return (
    <section aria-label="Discharge instructions" className="rounded-card border border-line bg-soft p-3">
      <p className="mb-2">{sentence}</p>
      <Button size="room" onPress={onOpen}>
        The escort’s signature
      </Button>
    </section>
  )
}

interface ScoreFormProps extends FormDone {
  /** The score is recorded, and the instructions were given with it. */
  readonly onInstructed: () => void
}

/** The discharge score against the patient's own baseline; vital signs are compared by the record itself (PADSS). */
function ScoreForm({ onDone, onInstructed }: ScoreFormProps) {
  const { state, protocol } = useRoom()
  const { now } = useRoomTime()
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
  const { problems, setProblems, record } = useChartForm(asked.instructions ? onInstructed : onDone)
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

/** The criteria as they stand, met or not, each with its sentence; and beside them the escort's signature, which is none. */
export function DischargeCriteria() {
  const { state, protocol, actor } = useRoom()
  const { now } = useRoomTime()
  return (
    <>
      <CriteriaList lines={dischargeLines({ state, protocol, actor }, now)} />
      {firstDoseAt(state) === null ? null : <p className="text-muted">{instructionsStanding(state).sentence}</p>}
    </>
  )
}

function CriteriaList({ lines }: { readonly lines: ReturnType<typeof dischargeLines> }) {
  return (
    <ul className="flex flex-col gap-1.5">
      {lines.map((line) => (
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
