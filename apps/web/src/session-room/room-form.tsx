'use client'
import { CorrectionForm, WithdrawalForm } from './forms/correction-form.tsx'
import { DecisionForm } from './forms/decision-form.tsx'
import { DischargeForm } from './forms/discharge-form.tsx'
import { DoseForm } from './forms/dose-form.tsx'
import { EffectForm } from './forms/effect-form.tsx'
import { EndForm } from './forms/end-form.tsx'
import { EscortForm } from './forms/escort-form.tsx'
import { NoteForm } from './forms/note-form.tsx'
import { PsychotherapyForm } from './forms/psychotherapy-form.tsx'
import { NotObtainedForm, VitalsForm } from './forms/vitals-form.tsx'
import { WeightForm } from './forms/weight-form.tsx'
import type { OpenForm } from './open-form.ts'

/** One row per form: what is asked, and what is recorded from it. */
export function RoomForm({ form, onDone }: { readonly form: OpenForm; readonly onDone: () => void }) {
  const about = form.about ?? ''
  switch (form.key) {
    case 'vitals':
      return <VitalsForm onDone={onDone} />
    case 'not-obtained':
      return <NotObtainedForm onDone={onDone} />
    case 'weight':
      return <WeightForm onDone={onDone} />
    case 'dose':
      return <DoseForm onDone={onDone} />
    case 'effect':
      return <EffectForm onDone={onDone} />
    case 'note':
      return <NoteForm onDone={onDone} />
    case 'escort':
      return <EscortForm onDone={onDone} />
    case 'psychotherapy':
      return <PsychotherapyForm onDone={onDone} />
    case 'discharge':
      return <DischargeForm onDone={onDone} />
    case 'end':
      return <EndForm onDone={onDone} />
    case 'decision':
      return <DecisionForm about={about} onDone={onDone} />
    case 'correction':
      return <CorrectionForm entryId={about} onDone={onDone} />
    case 'withdrawal':
      return <WithdrawalForm entryId={about} onDone={onDone} />
  }
}
