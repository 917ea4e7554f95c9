'use client'
import type { Kind } from '@holdspace/record/catalogue'
import { catalogue } from '@holdspace/record/catalogue'
import type { Standing } from '@holdspace/record/effective'
import { inWords, timelineText } from '@holdspace/record/timeline'
import { Checkbox } from '@holdspace/ui/checkbox'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { NumberField } from '@holdspace/ui/number-field'
import { TextField } from '@holdspace/ui/text-field'
import { useRoom } from '../room-context.tsx'
import { useWhen, WhenField } from './time-field.tsx'
import { type FormDone, given, numberIn, textIn, useChartForm } from './use-chart-form.ts'

/**
 * A correction asks for what the entry should have said, with a reason. The old words stay, struck through; the fields
 * are those of the entry itself, so nothing can be "corrected" into another kind of fact.
 */
export function CorrectionForm({ entryId, onDone }: FormDone & { readonly entryId: string }) {
  const { reading } = useRoom()
  const { problems, setProblems, record } = useChartForm(onDone)
  const when = useWhen()
  const standing = reading.standing.find((one) => one.entry.id === entryId)
  if (standing === undefined) return <p className="text-muted">This entry is not in the record any more.</p>
  const submit = async (data: FormData) => {
    const replacement = given(replacementOf(standing, data))
    const read = catalogue[standing.kind].safeParse(replacement)
    if (!read.success) {
      return setProblems(
        read.error.issues.map(({ path, message }) => ({ field: path.map(String).join('.'), sentence: message })),
      )
    }
    const reason = textIn(data, 'correctionReason')
    // The time stays as it was unless another one was said: the field is there only then.
    const moved = data.has('minutesAgo') ? { occurredAt: when(data) } : {}
    const corrected = { correctsEntryId: entryId, correctsKind: standing.kind, reason, replacement, ...moved }
    await record('entry-corrected', corrected)
  }
  const text = timelineText(standing.kind, standing.body as never)
  return (
    <Form onSubmit={submit} problems={problems} aria-label="Correction">
      <p>
        Now: <strong className="font-strong">{text.title}</strong> {text.detail}
      </p>
      {fieldsOf(standing).map((field) => (
        <CorrectionField key={field.name} field={field} />
      ))}
      <WhenField known={standing.occurredAt} />
      <TextField name="correctionReason" label="Why it is corrected" rows={2} />
      <SubmitButton size="room">Record the correction</SubmitButton>
    </Form>
  )
}

interface Field {
  readonly name: string
  readonly label: string
  readonly value: unknown
}

/** Measures that may be missing in the entry but belong to its kind: a forgotten number can be added by a correction. */
const wholeKinds: Partial<Record<Kind, readonly string[]>> = {
  'vitals-taken': [
    'systolicMmHg',
    'diastolicMmHg',
    'heartRateBpm',
    'spo2Percent',
    'respiratoryRatePerMin',
    'sedationMoaas',
    'dissociation',
  ],
}

function fieldsOf({ kind, body }: Standing): Field[] {
  const values = body as Record<string, unknown>
  const names = new Set([...Object.keys(values), ...(wholeKinds[kind] ?? [])])
  return [...names]
    .filter((name) => isCorrectable(values[name]))
    .map((name) => ({
      name,
      label: inWords(name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)),
      value: values[name],
    }))
}

function isCorrectable(value: unknown): boolean {
  return value === undefined || ['number', 'string', 'boolean'].includes(typeof value)
}

function CorrectionField({ field: { name, label, value } }: { readonly field: Field }) {
  if (typeof value === 'boolean') {
    return (
      <Checkbox name={name} value="yes" defaultSelected={value}>
        {label}
      </Checkbox>
    )
  }
  if (typeof value === 'number' || value === undefined) {
    return (
      <NumberField
        name={name}
        label={label}
        unit={unitOf(name)}
        {...(typeof value === 'number' ? { defaultValue: value } : {})}
      />
    )
  }
  return <TextField name={name} label={label} defaultValue={String(value)} />
}

const units: readonly (readonly [RegExp, string])[] = [
  [/MmHg$/, 'mmHg'],
  [/Bpm$|PerMin$/, '/min'],
  [/Percent$/, '%'],
  [/PerHour$/, 'µL/h'],
  [/Microlitres$/, 'µL'],
  [/Mcg$/, 'mcg'],
  [/Grams$/, 'g'],
  [/Mm$/, 'mm'],
  [/Minutes$/, 'min'],
  [/DeciCelsius$/, '0.1 °C'],
]

function unitOf(name: string): string {
  return units.find(([pattern]) => pattern.test(name))?.[1] ?? ''
}

function replacementOf(standing: Standing, data: FormData): Record<string, unknown> {
  const replaced: Record<string, unknown> = { ...(standing.body as Record<string, unknown>) }
  for (const { name, value } of fieldsOf(standing)) {
    if (typeof value === 'boolean') replaced[name] = data.get(name) !== null
    else if (typeof value === 'string') replaced[name] = textIn(data, name)
    else replaced[name] = numberIn(data, name)
  }
  return replaced
}

/** Taking an entry back that was written for the wrong person: its words go, that it stood here stays (RULINGS 10). */
export function WithdrawalForm({ entryId, onDone }: FormDone & { readonly entryId: string }) {
  const { reading, chart } = useRoom()
  const { problems, record } = useChartForm(onDone)
  const standing = reading.standing.find((one) => one.entry.id === entryId)
  if (standing === undefined) return <p className="text-muted">This entry is not in the record any more.</p>
  const submit = async (data: FormData) => {
    // Its corrections repeat its words, so they are taken back first, newest first.
    for (const { by } of standing.corrections.toReversed()) {
      await chart('entry-withdrawn', { withdrawsEntryId: by.id, withdrawsSeq: by.seq, reason: textIn(data, 'reason') })
    }
    await record('entry-withdrawn', {
      withdrawsEntryId: entryId,
      withdrawsSeq: standing.entry.seq,
      reason: textIn(data, 'reason'),
    })
  }
  const text = timelineText(standing.kind, standing.body as never)
  return (
    <Form onSubmit={submit} problems={problems} aria-label="Withdraw an entry">
      <p>
        <strong className="font-strong">{text.title}</strong> {text.detail}
      </p>
      <p className="text-muted">
        Withdraw only what was written in the wrong place. Its words are removed for good; that an entry stood here, and
        why it went, stays.
      </p>
      <TextField name="reason" label="Why" rows={2} />
      <SubmitButton size="room" variant="danger">
        Withdraw this entry
      </SubmitButton>
    </Form>
  )
}
