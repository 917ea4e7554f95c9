'use client'
import { listName } from '@holdspace/clinic/people/person-names'
import { formatBorn } from '@holdspace/kit/calendar-words'
import { Button } from '@holdspace/ui/button'
import { DataTable, type TableColumn } from '@holdspace/ui/data-table'
import { LinkButton } from '@holdspace/ui/link'
import { Notice } from '@holdspace/ui/notice'
import { Panel } from '@holdspace/ui/panel'
import { EmptyState } from '@holdspace/ui/states'
import { Search } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { Input } from 'react-aria-components/Input'
import { SearchField } from 'react-aria-components/SearchField'
import type { Answers } from '../outputs.ts'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import { genderWord } from './words.ts'

type Found = Answers['people']['search']
type Line = Found['people'][number]

/** Search as one types; `/` leads to the field, arrow down or Enter into the rows, j and k through them. */
export function PeopleSearch({ first }: { readonly first: Found }) {
  const { text, setText, found, isFor, problem, showMore } = usePeople(first)
  const rows = useRef<HTMLDivElement>(null)
  const intoRows = useEnterRows(rows, isFor === text)
  const columns: readonly TableColumn<Line>[] = [
    { key: 'name', header: 'Person', cell: listName },
    { key: 'born', header: 'Born', cell: (line) => formatBorn(line.birthDate, found.today).slice(5) },
    { key: 'gender', header: 'Gender', cell: (line) => genderWord(line.sex) ?? 'Not Known', wideOnly: true },
    { key: 'mrn', header: 'MRN', cell: (line) => line.mrn, align: 'end' },
  ]
  return (
    <>
      <SearchBox text={text} onText={setText} onEnterRows={intoRows} />
      <p role="status" className="-mt-2 text-muted">
        {statusWords(found, isFor)}
      </p>
      {problem === null ? null : <Notice level="medium" title={problem} live />}
      {found.people.length === 0 ? (
        <Panel>
          <Nobody searched={isFor.trim() !== ''} />
        </Panel>
      ) : (
        <div ref={rows}>
          <Panel flush>
            <DataTable
              caption="People with a chart here"
              columns={columns}
              rows={found.people}
              rowKey={(line) => line.patientId}
              rowHref={(line) => `/people/${line.patientId}`}
            />
          </Panel>
        </div>
      )}
      {found.next === null ? null : (
        <div className="flex justify-center">
          <Button onPress={() => void showMore()}>Show more people</Button>
        </div>
      )}
    </>
  )
}

/**
 * Leads from the field into the rows, but only into rows that answer what stands in the field: whoever types on and
 * presses Enter at once must not land in the chart of somebody from the list before (M17).
 */
function useEnterRows(rows: RefObject<HTMLElement | null>, isCurrent: boolean): () => void {
  const [wanted, setWanted] = useState(false)
  useEffect(() => {
    if (!wanted || !isCurrent) return
    setWanted(false)
    rows.current?.querySelector<HTMLElement>('[data-row-link]')?.focus()
  }, [wanted, isCurrent, rows])
  return () => setWanted(true)
}

/** Asks a moment after the last key; a slow answer never overwrites a newer one. */
function usePeople(first: Found) {
  const trpc = useTRPCClient()
  const [text, setText] = useState('')
  const [found, setFound] = useState(first)
  const [isFor, setIsFor] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const asked = useRef('')
  useEffect(() => {
    if (text === asked.current) return
    const timer = setTimeout(async () => {
      asked.current = text
      const answer = await attempt(() => trpc.people.search.mutate({ text, cursor: null }))
      if (asked.current !== text) return
      setProblem(answer.ok ? null : answer.refusal.sentence)
      if (!answer.ok) return
      setFound(answer.value)
      setIsFor(text)
    }, 200)
    return () => clearTimeout(timer)
  }, [text, trpc])
  const showMore = async () => {
    const answer = await attempt(() => trpc.people.search.mutate({ text, cursor: found.next }))
    setProblem(answer.ok ? null : answer.refusal.sentence)
    if (answer.ok) setFound({ ...answer.value, people: [...found.people, ...answer.value.people] })
  }
  return { text, setText, found, isFor, problem, showMore }
}

interface SearchBoxProps {
  readonly text: string
  readonly onText: (text: string) => void
  readonly onEnterRows: () => void
}

function SearchBox({ text, onText, onEnterRows }: SearchBoxProps) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const focusOnSlash = (event: globalThis.KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea, select')
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      input.current?.focus()
    }
    document.addEventListener('keydown', focusOnSlash)
    return () => document.removeEventListener('keydown', focusOnSlash)
  }, [])
  const intoRows = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return
    event.preventDefault()
    onEnterRows()
  }
  return (
    <SearchField aria-label="Find a person" value={text} onChange={onText} className="relative max-w-2xl">
      <Search aria-hidden className="absolute top-1/2 left-3.5 size-5 -translate-y-1/2 text-muted" />
      <Input
        ref={input}
        onKeyDown={intoRows}
        autoComplete="off"
        spellCheck={false}
        placeholder="Name, 14-Jul-1985 or MRN"
        className="min-h-12 w-full rounded-control border border-control-line bg-surface pr-12 pl-11 text-lead eased placeholder:text-muted hover:border-accent [&::-webkit-search-cancel-button]:appearance-none"
      />
      <kbd
        aria-hidden
        className="absolute top-1/2 right-3.5 -translate-y-1/2 rounded-mark border border-line px-1.5 font-sans text-caption text-muted max-sm:hidden"
      >
        /
      </kbd>
    </SearchField>
  )
}

/** Of the list that stands there: a search that was not answered has found nobody, and nothing is said of it. */
function statusWords(found: Found, text: string): string {
  const count = found.people.length
  if (text.trim() === '')
    return found.next === null ? `${count} ${count === 1 ? 'person' : 'people'}` : `The first ${count}, by name`
  const shown = count === 0 ? 'Nobody' : found.next === null ? `${count} found` : `The first ${count} found`
  return found.understood === null ? shown : `${shown}: ${found.understood}`
}

function Nobody({ searched }: { readonly searched: boolean }) {
  return (
    <EmptyState
      title={searched ? 'Nobody here fits that' : 'Nobody has a chart here yet'}
      action={
        <LinkButton href="/referrals" variant={searched ? 'secondary' : 'primary'}>
          See the referrals
        </LinkButton>
      }
    >
      {searched
        ? 'Try the beginning of the family name, another spelling, or the birth date. Somebody who was only referred has no chart until the referral is accepted.'
        : 'A chart is made when a referral is accepted.'}
    </EmptyState>
  )
}
