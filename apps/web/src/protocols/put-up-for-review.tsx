'use client'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import type { Refusal } from '@holdspace/kit/refusal'
import { limitName } from '@holdspace/protocols/limit-names'
import { limitUnit, limitWords } from '@holdspace/protocols/limit-units'
import type { FoundLimit } from '@holdspace/protocols/limits-set'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import { type SettledLimit, settleLimits } from '@holdspace/protocols/settle-limits'
import { Button } from '@holdspace/ui/button'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { NumberField } from '@holdspace/ui/number-field'
import { TextField } from '@holdspace/ui/text-field'
import { sayToast } from '@holdspace/ui/toast'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import { RefusedWithDetails } from './refused-with-details.tsx'

export interface PutUpForReviewProps {
  readonly protocol: ProtocolVersion
  /** What is to be settled: the open limits, or those settled before and entered again. */
  readonly limits: readonly FoundLimit[]
  readonly today: CalendarDate
  readonly onDone?: () => void
  readonly onCancel?: () => void
}

/** What the draft leaves open, each with its unit and the practice's own policy; then it goes up for review. */
export function PutUpForReview({ protocol, limits, today, onDone, onCancel }: PutUpForReviewProps) {
  const { problems, refused, send } = usePuttingUp(protocol, limits, today, onDone)
  const lockedLimits = limits.filter((one) => limitUnit(protocol, one.path) === null)
  return (
    <>
      <p>
        {limits.length === 0
          ? 'Nothing is left open. Read it from top to bottom; once it is up for review it can be approved.'
          : 'The draft leaves these to the practice. Enter each value and the policy it stands in.'}
      </p>
      {refused === null ? null : <RefusedWithDetails refused={refused} />}
      <Form onSubmit={send} problems={problems} aria-label="Put up for review">
        {limits.map((one) => (
          <LimitFields key={one.path} protocol={protocol} limit={one} />
        ))}
        {lockedLimits.length === 0 ? null : (
          <p className="text-muted">
            {lockedLimits.map((one) => limitName(one.path)).join(', ')} cannot be entered here: the version must be
            supplied with it.
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          <SubmitButton isDisabled={lockedLimits.length > 0} sendingWords="Being put up …">
            Put up for review
          </SubmitButton>
          {onCancel === undefined ? null : <Button onPress={onCancel}>Cancel</Button>}
        </div>
      </Form>
    </>
  )
}

function LimitFields({ protocol, limit }: { readonly protocol: ProtocolVersion; readonly limit: FoundLimit }) {
  const unit = limitUnit(protocol, limit.path)
  if (unit === null) return null
  return (
    <fieldset className="flex flex-col gap-3 border-line border-t pt-4">
      <legend className="float-left mb-1 w-full font-strong">{limitName(limit.path)}</legend>
      <NumberField
        name={limit.path}
        label="Value"
        {...(limit.value === null ? {} : { hint: `So far ${limitWords(protocol, limit)}.` })}
        unit={unit.unit}
        decimals={unit.decimals}
        minValue={0}
      />
      <TextField
        name={`${limit.path} policy`}
        label="Source"
        hint="The clinic’s own policy, with its date or number."
        autoComplete="off"
      />
    </fieldset>
  )
}

function usePuttingUp(
  protocol: ProtocolVersion,
  limits: readonly FoundLimit[],
  today: CalendarDate,
  onDone: (() => void) | undefined,
) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const [refused, setRefused] = useState<Refusal | null>(null)
  const send = async (data: FormData) => {
    setRefused(null)
    const entered = limits.map((limit) => enteredOf(protocol, limit, data))
    const missing = entered.flatMap((one) => one.problems)
    setProblems(missing)
    if (missing.length > 0) return
    const content = settleLimits(
      protocol,
      entered.map((one) => one.settled),
      today,
    )
    if (!content.ok) return setRefused(content.refusal)
    const answer = await attempt(() => trpc.protocol.propose.mutate({ content: content.value }))
    if (!answer.ok) return setRefused(answer.refusal)
    sayToast({ level: 'done', title: 'Up for review', detail: 'It runs once it is approved.' })
    onDone?.()
    router.refresh()
  }
  return { problems, refused, send }
}

function enteredOf(
  protocol: ProtocolVersion,
  { path }: FoundLimit,
  data: FormData,
): { readonly settled: SettledLimit; readonly problems: readonly FormProblem[] } {
  const typed = String(data.get(path) ?? '').trim()
  const amount = Number(typed)
  const policy = String(data.get(`${path} policy`) ?? '').trim()
  // Rounded to the record's whole unit: 0.1 mg is 100 micrograms, whatever a float makes of it.
  const value = Math.round(amount * (limitUnit(protocol, path)?.stored ?? 1))
  const name = limitName(path)
  return {
    settled: { path, value, policy },
    problems: [
      ...(typed !== '' && value > 0 ? [] : [{ field: path, sentence: `${name}: enter a value above 0.` }]),
      ...(policy.length >= 3 ? [] : [{ field: `${path} policy`, sentence: `${name}: name the policy it stands in.` }]),
    ],
  }
}
