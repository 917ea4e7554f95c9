'use client'
import { formatCents, plainCents, typedCents } from '@holdspace/billing/money-words'
import { formatDate, timeInZone } from '@holdspace/kit/calendar-words'
import { Badge } from '@holdspace/ui/badge'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { Notice } from '@holdspace/ui/notice'
import { ErrorState, Skeleton } from '@holdspace/ui/states'
import { TextField } from '@holdspace/ui/text-field'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { refusalOf } from '../refusal-of.ts'
import { useTRPC, useTRPCClient } from '../trpc.tsx'
import { useMoneyAct } from './use-money-act.ts'

type Suggestion = Answers['billing']['suggestion']
type Line = Suggestion['lines'][number]

export interface ConfirmChargesProps {
  readonly sessionId: string
  readonly zone: string
  readonly onDone: () => void
}

/** The charges a signed session gives rise to, each with its reason; a person confirms, changes or leaves out. */
export function ConfirmCharges({ sessionId, zone, onDone }: ConfirmChargesProps) {
  const trpc = useTRPC()
  const asked = useQuery(trpc.billing.suggestion.queryOptions({ sessionId }))
  if (asked.isPending) return <Skeleton label="Working out the charges" rows={6} />
  if (asked.isError)
    return <ErrorState title="The charges cannot be worked out">{refusalOf(asked.error).sentence}</ErrorState>
  return <Lines suggestion={asked.data} sessionId={sessionId} zone={zone} onDone={onDone} />
}

interface Answer {
  readonly units: string
  readonly price: string
  readonly reason: string
}

function Lines({ suggestion, sessionId, zone, onDone }: ConfirmChargesProps & { readonly suggestion: Suggestion }) {
  const trpc = useTRPCClient()
  const { id, problems, setProblems, send } = useMoneyAct(onDone)
  const [answers, setAnswers] = useState<Readonly<Record<string, Answer>>>(() =>
    Object.fromEntries(suggestion.lines.map((line) => [line.key, asSuggested(line)])),
  )
  const total = suggestion.lines.reduce((sum, line) => sum + amountOf(line, answers[line.key]), 0)
  const confirm = async () => {
    const choices = suggestion.lines.map((line) => {
      const { units, price, reason } = answers[line.key] ?? asSuggested(line)
      const unitCents = typedCents(price)
      return { line, units: /^\d{1,3}$/.test(units) ? Number(units) : null, unitCents, reason: reason.trim() }
    })
    const unreadable = choices.find(({ units, unitCents }) => units === null || unitCents === null)
    if (unreadable !== undefined)
      return setProblems([{ sentence: `Units and price of “${unreadable.line.words}” are not numbers.` }])
    await send(
      () =>
        trpc.billing.confirmCharges.mutate({
          sheetId: id,
          sessionId,
          choices: choices.map(({ line: { key, code, cover }, units, unitCents, reason }) => ({
            ...{ key, code, reason, usePackage: true, shownCover: [...cover] },
            units: units ?? 0,
            unitCents: unitCents ?? 0,
          })),
        }),
      ({ owedCents, coveredCents, estimate }) => ({
        title: 'Charges confirmed',
        detail: `${formatCents(owedCents)} owed, ${formatCents(coveredCents)} from packages.${estimate === null ? '' : ` ${estimate.because}`}`,
      }),
    )
  }
  return (
    <Form onSubmit={confirm} problems={problems} aria-label="Confirm the charges">
      <SessionFacts suggestion={suggestion} zone={zone} />
      {suggestion.gaps.length === 0 ? null : (
        <Notice level="medium" title="Not charged, and why">
          <ul className="list-disc pl-5">
            {suggestion.gaps.map((gap) => (
              <li key={gap}>{gap}</li>
            ))}
          </ul>
        </Notice>
      )}
      <ul className="rounded-card border border-line">
        {suggestion.lines.map((line) => (
          <LineRow
            key={line.key}
            line={line}
            answer={answers[line.key] ?? asSuggested(line)}
            onChange={(answer) => setAnswers((before) => ({ ...before, [line.key]: answer }))}
          />
        ))}
        {suggestion.lines.length === 0 ? (
          <li className="px-4 py-6 text-muted">Nothing is to be charged for this session. Confirm to close it.</li>
        ) : null}
      </ul>
      <div className="flex flex-wrap items-center justify-between gap-4">
        <p data-figures className="text-lead">
          At list price <strong className="font-bold">{formatCents(total)}</strong>
        </p>
        <SubmitButton sendingWords="Confirming …">Confirm the charges</SubmitButton>
      </div>
    </Form>
  )
}

function SessionFacts({
  suggestion: { facts, scheduleVersion },
  zone,
}: {
  readonly suggestion: Suggestion
  readonly zone: string
}) {
  const signed = facts.signedBy === null ? '' : `, signed by ${facts.signedBy.name}`
  const ended = facts.endedAt === null ? '' : ` to ${timeInZone(facts.endedAt, zone)}`
  return (
    <p className="text-muted">
      {facts.protocolTitle}, {formatDate(facts.date)}, {timeInZone(facts.openedAt, zone)}
      {ended}
      {signed}. Fee schedule version {scheduleVersion}. Billing sees times, route and amount, and no more.
    </p>
  )
}

interface LineRowProps {
  readonly line: Line
  readonly answer: Answer
  readonly onChange: (answer: Answer) => void
}

function LineRow({ line, answer, onChange }: LineRowProps) {
  const isChanged = answer.units !== String(line.units) || typedCents(answer.price) !== line.unitCents
  return (
    <li className="flex flex-col gap-3 border-line border-b px-4 py-4 last:border-b-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <p className="font-strong">
          {line.words} <span className="font-regular text-muted">{line.code}</span>{' '}
          {line.packageWords === null ? null : <Badge look="accent">{coverWords(line)}</Badge>}
        </p>
        <p data-figures className="font-bold">
          {formatCents(amountOf(line, answer))}
        </p>
      </div>
      <p className="max-w-prose text-muted">
        {line.because} <span className="italic">{line.source}.</span>
      </p>
      <div className="grid gap-3 sm:grid-cols-[10rem_9rem_minmax(0,1fr)]">
        <TextField
          name={`units-${line.key}`}
          label={`Units (${line.unit})`}
          inputMode="numeric"
          value={answer.units}
          onChange={(units) => onChange({ ...answer, units })}
        />
        <TextField
          name={`price-${line.key}`}
          label="Each, in dollars"
          inputMode="decimal"
          value={answer.price}
          onChange={(price) => onChange({ ...answer, price })}
        />
        {isChanged ? (
          <TextField
            name={`reason-${line.key}`}
            label="Why it differs"
            value={answer.reason}
            onChange={(reason) => onChange({ ...answer, reason })}
          />
        ) : null}
      </div>
    </li>
  )
}

function coverWords({ cover, units, packageWords }: Line): string {
  return `${cover.length < units ? `${cover.length} of ${units} from` : 'From'} “${packageWords}”`
}

function asSuggested(line: Line): Answer {
  return { units: String(line.units), price: plainCents(line.unitCents), reason: '' }
}

function amountOf(line: Line, answer: Answer | undefined): number {
  if (answer === undefined) return line.amountCents
  const units = /^\d{1,3}$/.test(answer.units) ? Number(answer.units) : 0
  return units * (typedCents(answer.price) ?? 0)
}
