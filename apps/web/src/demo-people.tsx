'use client'
import type { Role } from '@holdspace/clinic/access/actor'
import { ChevronRight } from '@holdspace/ui/door-icons'
import { Link } from '@holdspace/ui/link'
import { Notice } from '@holdspace/ui/notice'
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { doorClient } from './door-client.ts'
import { attempt } from './refusal-of.ts'
import { roleWords } from './role-words.ts'

export interface DemoPerson {
  readonly role: Role
  readonly name: string
  readonly practiceName: string
  readonly email: string
}

/** In the demo alone: one click per person, through the same door as everybody (password, then code). */
export function DemoPeople({
  people,
  onSignedIn,
}: {
  readonly people: readonly DemoPerson[]
  readonly onSignedIn: () => void
}) {
  const [chosen, setChosen] = useState<string | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const enter = async (email: string) => {
    if (chosen !== null) return
    setChosen(email)
    setRefused(null)
    const answer = await attempt(async () => (await doorClient()).signIn.asDemoPerson.mutate({ email }))
    if (answer.ok) return onSignedIn()
    setChosen(null)
    setRefused(answer.refusal.sentence)
  }
  const practices = [...new Set(people.map((person) => person.practiceName))]
  return (
    <section aria-label="Demo" className="min-w-0 rounded-card border border-line bg-surface">
      <div className="border-line border-b px-5 py-4">
        <h2 className="text-title">Walk in as…</h2>
        <p className="text-muted">
          The demo only. Everybody here is made up. <Link href="/tour">Take the tour</Link>
        </p>
      </div>
      {refused === null ? null : (
        <div className="p-3">
          <Notice level="high" title={refused} live />
        </div>
      )}
      {practices.map((practice) => (
        <div key={practice} className="px-2 py-2">
          <h3 className="px-3 pt-1 pb-1 text-caption font-strong text-muted tracking-normal">{practice}</h3>
          <ul>
            {people
              .filter((person) => person.practiceName === practice)
              .map((person) => (
                <li key={person.email}>
                  <AriaButton
                    onPress={() => void enter(person.email)}
                    isPending={chosen === person.email}
                    className="flex min-h-12 w-full items-center gap-3 rounded-control px-3 py-1.5 text-left eased hover:bg-soft data-focus-visible:-outline-offset-2"
                  >
                    <span className="grid size-8 shrink-0 place-items-center rounded-full bg-soft text-caption font-bold text-accent">
                      {initials(person.name)}
                    </span>
                    <span className="min-w-0 flex-1">
                      <span className="block truncate font-strong">{person.name}</span>
                      <span className="block text-muted">
                        {chosen === person.email ? 'Signing in…' : roleWords[person.role]}
                      </span>
                    </span>
                    <ChevronRight className="size-4 shrink-0 text-muted" />
                  </AriaButton>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

function initials(name: string): string {
  const parts = name.split(/[\s,]+/).filter((part) => /^\p{Lu}\p{Ll}/u.test(part) && !/^(Dr|Prof|PhD)\.?$/.test(part))
  return [parts[0], parts.at(-1)]
    .filter((part, index, both) => part !== undefined && (index === 0 || part !== both[0]))
    .map((part) => part?.slice(0, 1))
    .join('')
}
