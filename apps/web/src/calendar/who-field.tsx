'use client'
import { formatBorn } from '@holdspace/kit/calendar-words'
import { Button } from '@holdspace/ui/button'
import { TextField } from '@holdspace/ui/text-field'
import { useEffect, useState } from 'react'
import type { Answers } from '../outputs.ts'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'

export interface Person {
  readonly patientId: string
  readonly words: string
}

export interface WhoFieldProps {
  readonly person: Person | null
  readonly onPerson: (person: Person | null) => void
}

type Found = Answers['people']['search']

/** Search by name, birth date or record number; one is chosen by a button that says who it is (M17). */
export function WhoField({ person, onPerson }: WhoFieldProps) {
  const [text, setText] = useState('')
  const found = useFound(text)
  if (person !== null) {
    return (
      <div className="flex flex-wrap items-center justify-between gap-3 rounded-card border border-line bg-sunken px-4 py-2">
        <p className="font-strong">{person.words}</p>
        <Button size="compact" variant="quiet" onPress={() => onPerson(null)}>
          Somebody else
        </Button>
      </div>
    )
  }
  return (
    <div className="flex flex-col gap-2">
      <TextField
        name="person"
        label="Person"
        hint="Name, birth date or record number."
        autoComplete="off"
        value={text}
        onChange={setText}
      />
      <p role="status" className="text-muted">
        {found === null ? '' : found.people.length === 0 ? 'Nobody found.' : 'Choose who it is:'}
      </p>
      <ul className="flex flex-col items-start gap-1">
        {(found?.people ?? []).slice(0, 6).map((one) => {
          const born = formatBorn(one.birthDate, found?.today ?? one.birthDate)
          const words = `${one.family}, ${one.given.join(' ')} · ${born} · ${one.mrn}`
          return (
            <li key={one.patientId}>
              <Button size="compact" onPress={() => onPerson({ patientId: one.patientId, words })}>
                {words}
              </Button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

/** Asks a moment after the last key; a slow answer never overwrites a newer one. */
function useFound(text: string): Found | null {
  const trpc = useTRPCClient()
  const [found, setFound] = useState<Found | null>(null)
  useEffect(() => {
    if (text.trim().length < 2) {
      setFound(null)
      return
    }
    let isNewest = true
    const timer = setTimeout(async () => {
      const answer = await attempt(() => trpc.people.search.mutate({ text }))
      if (isNewest && answer.ok) setFound(answer.value)
    }, 200)
    return () => {
      isNewest = false
      clearTimeout(timer)
    }
  }, [text, trpc])
  return found
}
