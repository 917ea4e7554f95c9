'use client'
import { touchKinds, touchKindWords } from '@holdspace/clinic/plan/plan-choices'
import type { PlanContent } from '@holdspace/clinic/plan/plan-content'
import { Checkbox } from '@holdspace/ui/checkbox'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { TextField } from '@holdspace/ui/text-field'
import { useState } from 'react'

const recordings = [
  { value: 'refused', label: 'No recording' },
  { value: 'audio', label: 'Sound' },
  { value: 'video', label: 'Picture and sound' },
]
const shades = [
  { value: 'offered', label: 'Offered' },
  { value: 'wanted', label: 'Wanted' },
  { value: 'declined', label: 'Declined' },
]

/**
 * What the patient brings and allows. Nothing is chosen beforehand where a permission is meant; what is agreed to here may
 * be taken back at any moment and is never widened while the medicine works (CONSENT.md section 1).
 */
export function BoundaryFields({
  before,
  isTherapy,
}: {
  readonly before: PlanContent | null
  readonly isTherapy: boolean
}) {
  return (
    <>
      <TextField
        name="intention"
        label="Intention, in the patient’s own words"
        hint="For the care team alone."
        rows={3}
        optional={!isTherapy}
        defaultValue={before?.intention ?? ''}
      />
      <TouchFields before={before} />
      <RadioGroup
        name="recording"
        label="Recording"
        inline
        choices={recordings}
        defaultValue={before?.recording ?? 'refused'}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="music" label="Music" optional defaultValue={before?.music ?? ''} />
        <RadioGroup
          name="eyeShades"
          label="Eye shades"
          inline
          choices={shades}
          defaultValue={before?.eyeShades ?? 'offered'}
        />
      </div>
      <SupportFields before={before} />
    </>
  )
}

interface BeforeProps {
  readonly before: PlanContent | null
}

function TouchFields({ before }: BeforeProps) {
  const [touch, setTouch] = useState<string | null>(before?.touch.permission ?? null)
  return (
    <>
      <RadioGroup
        name="touch"
        label="Touch"
        choices={[
          { value: 'refused', label: 'No touch' },
          { value: 'agreed', label: 'Agreed to, in these kinds alone' },
        ]}
        value={touch}
        onChange={setTouch}
      />
      {touch === 'agreed' ? (
        <fieldset className="flex flex-col gap-1">
          <legend className="font-strong">Kinds of touch agreed to</legend>
          <div className="grid gap-x-4 sm:grid-cols-2">
            {touchKinds.map((kind) => (
              <Checkbox
                key={kind}
                name="kinds"
                value={kind}
                defaultSelected={before?.touch.kinds.includes(kind) ?? false}
              >
                {touchKindWords[kind]}
              </Checkbox>
            ))}
          </div>
        </fieldset>
      ) : null}
      <TextField
        name="touchLimits"
        label="Limits of touch, in words"
        optional
        defaultValue={before?.touch.limits ?? ''}
      />
    </>
  )
}

function SupportFields({ before }: BeforeProps) {
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="font-strong">Support person</legend>
      <div className="grid gap-4 sm:grid-cols-3">
        <TextField name="supportName" label="Name" optional defaultValue={before?.support?.name ?? ''} />
        <TextField
          name="supportRelationship"
          label="Who they are"
          optional
          defaultValue={before?.support?.relationship ?? ''}
        />
        <TextField
          name="supportPhone"
          label="Telephone"
          optional
          type="tel"
          defaultValue={before?.support?.phone ?? ''}
        />
      </div>
    </fieldset>
  )
}
