'use client'
import { Button } from '@holdspace/ui/button'
import { Notice } from '@holdspace/ui/notice'
import { ArrowRight } from 'lucide-react'
import { useState } from 'react'
import type { DemoPerson } from '../demo-people.tsx'
import { useDoorClient } from '../door-client.ts'
import { attempt } from '../refusal-of.ts'
import { roleWords } from '../role-words.ts'
import { type TourStep, tourSteps } from './steps.ts'

export interface TourProps {
  readonly people: readonly DemoPerson[]
  readonly patients: readonly { readonly story: string; readonly id: string; readonly name: string }[]
}

/** Eight stops; each signs in as the person whose work it is, through the same door as everybody, and leads there. */
export function Tour({ people, patients }: TourProps) {
  const client = useDoorClient()
  const [going, setGoing] = useState<string | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const go = async (step: TourStep) => {
    const person = people.find((one) => one.role === step.as)
    if (going !== null || person === undefined) return
    setGoing(step.title)
    setRefused(null)
    const answer = await attempt(async () => (await client()).signIn.asDemoPerson.mutate({ email: person.email }))
    if (answer.ok) return window.location.assign(addressOf(step, patients))
    setGoing(null)
    setRefused(answer.refusal.sentence)
  }
  return (
    <div className="flex flex-col gap-4">
      {refused === null ? null : <Notice level="high" title={refused} live />}
      <ol className="grid gap-3 md:grid-cols-2">
        {tourSteps.map((step, at) => (
          <li key={step.title} className="flex flex-col rounded-card border border-line bg-surface p-5">
            <p className="text-caption text-muted">
              {at + 1} of {tourSteps.length} · as {whoIs(step, people)}
            </p>
            <h2 className="mt-1 text-title">{step.title}</h2>
            <StoryOf step={step} patients={patients} />
            <p className="mt-2 mb-4 max-w-prose flex-1">{step.look}</p>
            <Button
              variant="secondary"
              className="self-start"
              isPending={going === step.title}
              onPress={() => void go(step)}
              icon={<ArrowRight aria-hidden className="size-4" />}
            >
              {`Go to: ${step.title.toLowerCase()}`}
            </Button>
          </li>
        ))}
      </ol>
    </div>
  )
}

function StoryOf({ step, patients }: { readonly step: TourStep; readonly patients: TourProps['patients'] }) {
  const patient = patients.find((one) => one.story === step.story)
  return patient === undefined ? null : <p className="font-strong">{patient.name}</p>
}

function whoIs(step: TourStep, people: TourProps['people']): string {
  const person = people.find((one) => one.role === step.as)
  return person === undefined ? roleWords[step.as] : `${person.name}, ${roleWords[step.as].toLowerCase()}`
}

function addressOf(step: TourStep, patients: TourProps['patients']): string {
  if (step.story === undefined) return step.path
  const patient = patients.find((one) => one.story === step.story)
  return patient === undefined ? '/people' : `/people/${patient.id}${step.path}`
}
