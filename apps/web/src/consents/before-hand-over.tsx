'use client'
import type { Helper, Signer } from '@holdspace/clinic/consent/signing'
import type { Refusal } from '@holdspace/kit/refusal'
import { Checkbox } from '@holdspace/ui/checkbox'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { LinkButton } from '@holdspace/ui/link'
import { Notice } from '@holdspace/ui/notice'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { TextField } from '@holdspace/ui/text-field'
import { useState } from 'react'

/** What a member of staff settled before the form is signed. */
export interface Checked {
  readonly identityConfirmedBy: Identifier[]
  readonly signer: Signer
  readonly helpers: readonly Helper[]
  readonly on: 'screen' | 'paper'
}

type Identifier = 'name' | 'birth-date' | 'mrn' | 'photo' | 'address' | 'phone'

const identifierWords: readonly (readonly [Identifier, string])[] = [
  ['name', 'Full name'],
  ['birth-date', 'Date of birth'],
  ['photo', 'Photo identification'],
  ['address', 'Address'],
  ['phone', 'Telephone number'],
]

export interface BeforeHandOverProps {
  readonly title: string
  readonly patientName: string
  readonly locked: Refusal | null
  readonly chart: string
  readonly onReady: (checked: Checked) => void
}

/** For staff, before the tablet changes hands: who is this, who signs, who helps. */
export function BeforeHandOver({ title, patientName, locked, chart, onReady }: BeforeHandOverProps) {
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const [who, setWho] = useState('patient')
  const [help, setHelp] = useState('none')
  const send = (data: FormData) => {
    const read = readChecks(data, patientName, who, help)
    if (read.problems.length > 0) return setProblems(read.problems)
    onReady(read.checked)
  }
  return (
    <section className="flex flex-col gap-5">
      <div>
        <p className="text-muted">For staff, before you hand the tablet over</p>
        <h1 className="text-heading">{title}</h1>
        <p className="text-lead text-muted">{patientName}</p>
      </div>
      {locked === null ? null : <Notice level="medium" title={locked.sentence} />}
      <Form onSubmit={send} problems={problems} aria-label="Before handing over" className="max-w-xl">
        <fieldset className="flex flex-col">
          <legend className="font-strong">What did you check with them? Two at least.</legend>
          {identifierWords.map(([value, label]) => (
            <Checkbox key={value} name="identity" value={value}>
              {label}
            </Checkbox>
          ))}
        </fieldset>
        <WhoSigns who={who} onWho={setWho} />
        <WhoHelps help={help} onHelp={setHelp} />
        <RadioGroup
          name="on"
          label="Where"
          inline
          defaultValue="screen"
          choices={[
            { value: 'screen', label: 'On this screen' },
            { value: 'paper', label: 'It was signed on paper' },
          ]}
        />
        <div className="flex flex-wrap gap-3">
          <SubmitButton>Go on</SubmitButton>
          <LinkButton href={chart}>Back to the chart</LinkButton>
        </div>
      </Form>
    </section>
  )
}

/** A representative says by what right; the proof of it is kept with the chart. */
function WhoSigns({ who, onWho }: { readonly who: string; readonly onWho: (who: string) => void }) {
  return (
    <>
      <RadioGroup
        name="who"
        label="Who signs"
        inline
        value={who}
        onChange={onWho}
        choices={[
          { value: 'patient', label: 'The patient' },
          { value: 'representative', label: 'A representative' },
        ]}
      />
      {who === 'representative' ? (
        <>
          <TextField name="repName" label="Their full name" autoComplete="off" />
          <TextField name="repRelation" label="What they are to the patient" hint="For example: guardian, mother." />
          <TextField name="repAuthority" label="By what right" hint="For example: court order of 4 May 2026, seen." />
        </>
      ) : null}
    </>
  )
}

/** Interpreters and witnesses who are not on the staff are accepted on a member’s word (RULINGS 9). */
function WhoHelps({ help, onHelp }: { readonly help: string; readonly onHelp: (help: string) => void }) {
  return (
    <>
      <RadioGroup
        name="help"
        label="Does somebody help who is not on the staff?"
        inline
        value={help}
        onChange={onHelp}
        choices={[
          { value: 'none', label: 'Nobody' },
          { value: 'interpreter', label: 'An interpreter' },
          { value: 'witness', label: 'A witness' },
        ]}
      />
      {help === 'none' ? null : (
        <>
          <TextField name="helpName" label="Their name, or the service" autoComplete="off" />
          <TextField
            name="helpReference"
            label={help === 'interpreter' ? 'Interpreter’s number' : 'What they are to the patient'}
          />
        </>
      )}
    </>
  )
}

function readChecks(data: FormData, patientName: string, who: string, help: string) {
  const said = (name: string) => String(data.get(name) ?? '').trim()
  const checkedOnes = identifierWords.map(([value]) => value).filter((one) => data.getAll('identity').includes(one))
  const isPatient = who !== 'representative'
  const needed: readonly (readonly [string, string])[] = [
    ...(isPatient
      ? []
      : ([
          ['repName', 'Enter their full name.'],
          ['repRelation', 'Enter what they are to the patient.'],
          ['repAuthority', 'Enter by what right they sign.'],
        ] as const)),
    ...(help === 'none'
      ? []
      : ([
          ['helpName', 'Enter who helps.'],
          ['helpReference', 'Enter the number or relation.'],
        ] as const)),
  ]
  const problems: FormProblem[] = [
    ...(checkedOnes.length < 2 ? [{ field: 'identity', sentence: 'Check two things with them, and tick both.' }] : []),
    ...needed.flatMap(([field, sentence]) => (said(field).length < 2 ? [{ field, sentence }] : [])),
  ]
  const signer: Signer = isPatient
    ? { as: 'patient', name: patientName }
    : { as: 'representative', name: said('repName'), relation: said('repRelation'), authority: said('repAuthority') }
  const helpers: Helper[] =
    help === 'interpreter' || help === 'witness'
      ? [{ role: help, name: said('helpName'), reference: said('helpReference') }]
      : []
  const on = said('on') === 'paper' ? ('paper' as const) : ('screen' as const)
  return { problems, checked: { identityConfirmedBy: checkedOnes, signer, helpers, on } }
}
