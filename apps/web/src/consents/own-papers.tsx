'use client'
import { dateInZone, formatDate, timeInZone } from '@holdspace/kit/calendar-words'
import { Button } from '@holdspace/ui/button'
import { Link } from '@holdspace/ui/link'
import { Notice } from '@holdspace/ui/notice'
import { useEffect, useRef, useState } from 'react'
import { type doorClient, useDoorClient } from '../door-client.ts'
import { useRefusalWords } from '../intake/refusal-words.ts'
import { useAsked } from '../intake/use-asked.ts'
import type { Answers } from '../outputs.ts'
import { attempt } from '../refusal-of.ts'
import { ownPaperWords } from './own-paper-words.ts'

type Paper = Answers['consent']['ownPapers']['papers'][number]

const question = (client: Awaited<ReturnType<typeof doorClient>>) => client.consent.ownPapers.query()

export interface OwnPapersProps {
  readonly language: 'en' | 'es'
}

/**
 * What a patient signed, each paper by itself: a copy to keep, and the way to take it back (RULINGS 8). Nothing stands
 * here for whoever signed nothing.
 */
export function OwnPapers({ language }: OwnPapersProps) {
  // Asked anew after a withdrawal, so that the list says what the clinic has.
  const [round, setRound] = useState(0)
  return <PaperList key={round} language={language} onTakenBack={() => setRound(round + 1)} />
}

function PaperList({ language, onTakenBack }: OwnPapersProps & { readonly onTakenBack: () => void }) {
  const asked = useAsked(question)
  if (asked === null || !asked.ok || asked.value.papers.length === 0) return null
  const { papers, zone } = asked.value
  const words = ownPaperWords[language]
  return (
    <section aria-labelledby="own-papers" className="mt-4 flex flex-col gap-3">
      <h2 id="own-papers" className="text-title">
        {words.title}
      </h2>
      <p className="text-muted">{words.lede}</p>
      <ul className="flex flex-col gap-3">
        {papers.map((paper) => (
          <li key={paper.consentId} className="flex flex-col gap-3 rounded-card border border-line bg-surface p-4">
            <div>
              <Link href={`/papers/own/${paper.consentId}.pdf`} target="_blank">
                {paper.title}
              </Link>
              <span className="block text-muted">
                {words.signed(formatDate(dateInZone(paper.signedAt, zone)))}
                {paper.withdrawnAt === null ? '' : ` · ${words.takenBack(momentIn(paper.withdrawnAt, zone))}`}
              </span>
            </div>
            {paper.mayTakeBack ? <TakeBack paper={paper} language={language} onDone={onTakenBack} /> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

interface TakeBackProps extends OwnPapersProps {
  readonly paper: Paper
  readonly onDone: () => void
}

/** What it means is read before it is done; no reason is asked for, and nothing is signed. */
function TakeBack({ paper, language, onDone }: TakeBackProps) {
  const words = ownPaperWords[language]
  const say = useRefusalWords()
  const client = useDoorClient()
  const [isAsking, setAsking] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [isSending, setSending] = useState(false)
  const takeBack = async () => {
    setSending(true)
    const { consentId } = paper
    const answer = await attempt(async () => (await client()).consent.withdrawOwn.mutate({ consentId }))
    setSending(false)
    if (answer.ok) onDone()
    else setProblem(say(answer.refusal))
  }
  if (!isAsking) {
    return (
      <Button aria-label={`${words.takeBack}: ${paper.title}`} onPress={() => setAsking(true)}>
        {words.takeBack}
      </Button>
    )
  }
  return (
    <div className="flex flex-col gap-3 border-line border-t pt-3">
      <Question>{words.ask}</Question>
      <p>{words.means[paper.kind]}</p>
      <p className="text-muted">{words.before}</p>
      {problem === null ? null : <Notice level="high" title={problem} live />}
      <div className="flex flex-wrap gap-3">
        <Button size="room" onPress={() => setAsking(false)}>
          {words.keep}
        </Button>
        <Button variant="danger" size="room" isPending={isSending} onPress={() => void takeBack()}>
          {isSending ? words.takingBack : words.yes}
        </Button>
      </div>
    </div>
  )
}

/** Takes the focus when it appears, so that what follows is read aloud. */
function Question({ children }: { readonly children: string }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <h3 ref={heading} tabIndex={-1} className="text-lead outline-none">
      {children}
    </h3>
  )
}

function momentIn(at: Paper['signedAt'], zone: string): string {
  return `${formatDate(dateInZone(at, zone))} ${timeInZone(at, zone)}`
}
