'use client'
import { gateLines } from '@holdspace/clinic/gates/gate-lines'
import type { Condition } from '@holdspace/clinic/session/condition'
import { dayConditions } from '@holdspace/clinic/session/day-conditions'
import { dayStandings, moodSafety } from '@holdspace/clinic/session/day-standings'
import { openingGate } from '@holdspace/clinic/session/open-session'
import { idempotencyKey, type PatientId } from '@holdspace/kit/ids'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { useRouter } from 'next/navigation'
import { useMemo, useState } from 'react'
import { attempt } from '../refusal-of.ts'
import { newEntryId } from '../session-room/new-entry-id.ts'
import { useTRPCClient } from '../trpc.tsx'
import { attestationsOf, type Identifier, nothingAnswered, type OpeningAnswers } from './answers.ts'
import type { OfferedProtocol } from './protocol-choices.ts'
import { useRecorded } from './use-recorded.ts'

export const keyOf = ({ pin }: OfferedProtocol) => `${pin.protocolId} ${pin.version}`

/** Everything the page answers, and the one act it ends in. The key is made once, so that pressing twice opens once. */
export function useOpening(patientId: PatientId, protocols: readonly OfferedProtocol[], first?: OpeningAnswers) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [key] = useState(() => idempotencyKey.parse(newEntryId(Date.now())))
  const [answers, setAnswers] = useState<OpeningAnswers>(first ?? nothingAnswered)
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const protocol = protocols.find((one) => keyOf(one) === answers.protocolKey) ?? null
  const attestations = attestationsOf(answers, dayConditions)
  const pinned = protocol?.pin
  const asked =
    pinned === undefined ? null : { patientId, protocolId: pinned.protocolId, protocolVersion: pinned.version }
  const recorded = useRecorded(asked)
  const version = protocol === null ? null : { ...protocol.pin, ...protocol.asked, minAgeYears: protocol.minAgeYears }
  const gate = openingGate({
    protocol: version,
    identityConfirmedBy: [...answers.identifiers],
    attestations: [...attestations],
    recorded,
  })
  const dose = gateLines('dose', {
    protocol: version,
    identifiers: answers.identifiers,
    recorded: { ...recorded, moodSafety: moodSafety(recorded.moodSafety, [...attestations]) },
    day: dayStandings([...attestations]),
    room: null,
    overrides: [],
  })
  const open = problemsOf(gate, answers)
  const standing = useStanding(problems, open)
  const submit = async () => {
    setProblems(open)
    if (open.length > 0 || protocol === null) return
    const opened = await attempt(() =>
      trpc.session.open.mutate({
        key,
        patientId,
        protocolId: protocol.pin.protocolId,
        protocolVersion: protocol.pin.version,
        room: answers.room.trim(),
        identityConfirmedBy: [...answers.identifiers],
        attestations: [...attestations],
      }),
    )
    if (opened.ok) return router.push(`/sessions/${opened.value.sessionId}`)
    const { sentence, field, details } = opened.refusal
    setProblems([
      { sentence, ...(field === undefined ? {} : { field }) },
      ...(details ?? []).map((detail) => ({ sentence: detail })),
    ])
  }
  return { answers, gate, dose, problems: standing, submit, ...answering(setAnswers) }
}

/** Problems of the last attempt that are problems still. What the server refused stands until the next attempt. */
function useStanding(problems: readonly FormProblem[], open: readonly FormProblem[]): readonly FormProblem[] {
  const openNow = open.map(({ sentence }) => sentence).join('\n')
  return useMemo(() => {
    const isMended = ({ sentence }: FormProblem) => isOurs(sentence) && !openNow.split('\n').includes(sentence)
    return problems.some(isMended) ? problems.filter((one) => !isMended(one)) : problems
  }, [problems, openNow])
}

const nameTheRoom = 'Name the room.'
const isOurs = (sentence: string) => sentence.startsWith('Missing: ') || sentence === nameTheRoom

function answering(setAnswers: (change: (was: OpeningAnswers) => OpeningAnswers) => void) {
  return {
    choose: (protocolKey: string) => setAnswers((was) => ({ ...was, protocolKey })),
    nameRoom: (room: string) => setAnswers((was) => ({ ...was, room })),
    check: (one: Identifier, isChecked: boolean) =>
      setAnswers((was) => ({
        ...was,
        identifiers: isChecked ? [...was.identifiers, one] : was.identifiers.filter((other) => other !== one),
      })),
    say: (condition: Condition, statement: string | null) =>
      setAnswers((was) => {
        const { [condition]: _before, ...others } = was.statements
        return { ...was, statements: statement === null ? others : { ...others, [condition]: statement } }
      }),
  }
}

type Gate = ReturnType<typeof openingGate>
const fieldOfLine: Readonly<Record<string, string>> = { identity: 'identity', 'protocol-approved': 'protocolId' }

/** The gate's open lines as the form's problems, each leading to its field; the server refuses by the same gate. */
export function problemsOf(gate: Gate, { room }: Pick<OpeningAnswers, 'room'>): readonly FormProblem[] {
  const lines = gate
    .filter((line) => !line.met && line.severity === 'block')
    .map((line) => ({ field: fieldOfLine[line.id] ?? line.id, sentence: `Missing: ${line.sentence}.` }))
  return [
    ...lines.filter(({ field }) => field === 'protocolId'),
    ...(room.trim() === '' ? [{ field: 'room', sentence: nameTheRoom }] : []),
    ...lines.filter(({ field }) => field !== 'protocolId'),
  ]
}
