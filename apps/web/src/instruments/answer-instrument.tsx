'use client'
import { type AskedForm, askedOfForm, type FormItem, showsCrisisHelp } from '@holdspace/instruments/asked-form'
import type { Language } from '@holdspace/instruments/instrument'
import { Button } from '@holdspace/ui/button'
import { Notice } from '@holdspace/ui/notice'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { useEffect, useRef, useState } from 'react'
import { answerWords } from './answer-words.ts'
import { CrisisHelp, type CrisisHelpProps } from './crisis-help.tsx'

/** Where the last answer stands: said quietly below the question. */
export type SavingState = 'nothing-yet' | 'saving' | 'saved' | 'not-saved'

export interface AnswerInstrumentProps {
  readonly form: AskedForm
  /** Item id → value, as saved so far and as chosen since. */
  readonly answers: Readonly<Record<string, number>>
  /** The page's language; the questions keep the form's own. */
  readonly language: Language
  readonly saving: SavingState
  readonly help: Omit<CrisisHelpProps, 'language'>
  readonly isSending: boolean
  /** A refusal of sending, in words. */
  readonly problem?: string | null
  /** Saves one answer as it is chosen. */
  readonly onAnswer: (itemId: string, value: number) => void
  readonly onSend: () => void
}

/**
 * One question a page, on a phone first: large answers, progress in words, back never loses, saved said quietly. After
 * the last question the answers stand together before they are sent; leaving one out is allowed and gives no total.
 */
export function AnswerInstrument(props: AnswerInstrumentProps) {
  const { form, answers, language } = props
  const asked = askedOfForm(form, answers)
  const [place, setPlace] = useState(() => firstOpen(asked, answers))
  const heading = useRef<HTMLHeadingElement>(null)
  const moved = useRef(false)
  // The reader of a screen hears where they are now; on the first page nothing takes the focus.
  useEffect(() => {
    if (moved.current && place >= 0) heading.current?.focus()
  }, [place])
  const goTo = (next: number) => {
    moved.current = true
    setPlace(next)
  }
  const words = answerWords[language]
  const here = asked[place]
  return (
    <div className="mx-auto flex w-full max-w-xl flex-col gap-5 text-lead">
      <header className="flex flex-col gap-1">
        <div className="flex items-baseline justify-between gap-4">
          <h1 ref={heading} tabIndex={-1} className="text-title outline-none">
            {here === undefined ? words.reviewTitle : form.title}
          </h1>
          <p className="shrink-0 text-muted tabular-nums">
            {here === undefined ? null : words.progress(place + 1, asked.length)}
          </p>
        </div>
        {form.language === language || words.onlyEnglish === '' ? null : (
          <p className="text-body text-muted">{words.onlyEnglish}</p>
        )}
      </header>
      {showsCrisisHelp(form, answers) ? <CrisisHelp language={language} {...props.help} /> : null}
      {here === undefined ? (
        <Review {...props} asked={asked} onOpen={goTo} />
      ) : (
        <Question {...props} item={here} place={place} count={asked.length} onGo={goTo} />
      )}
      {form.notice === null ? null : <p className="text-caption text-muted">{form.notice}</p>}
    </div>
  )
}

/** Where somebody goes on who comes back: the first question without an answer, or the summary. */
function firstOpen(asked: readonly FormItem[], answers: Readonly<Record<string, number>>): number {
  const open = asked.findIndex((item) => answers[item.id] === undefined)
  return open === -1 ? asked.length : open
}

interface QuestionProps extends AnswerInstrumentProps {
  readonly item: FormItem
  readonly place: number
  readonly count: number
  readonly onGo: (place: number) => void
}

function Question({ form, answers, language, saving, item, place, count, onAnswer, onGo }: QuestionProps) {
  const words = answerWords[language]
  const isScale = item.choices.length > 6
  const ends = item.ends === null ? null : `0 = ${item.ends.low}. ${item.choices.length - 1} = ${item.ends.high}.`
  const given = answers[item.id]
  return (
    <div className="flex flex-col gap-4">
      <div lang={form.language} className="flex flex-col gap-3">
        {form.stem === '' ? null : <p className="text-muted">{form.stem}</p>}
        {form.note === null ? null : <p className="text-body text-muted">{form.note}</p>}
        <RadioGroup
          key={item.id}
          name={item.id}
          label={item.text}
          {...hintOf(ends, item.optional ? words.optional : null)}
          choices={item.choices.map((choice) => ({ value: String(choice.value), label: choice.label }))}
          value={given === undefined ? null : String(given)}
          onChange={(value) => onAnswer(item.id, Number(value))}
          inline={isScale}
          size={isScale ? 'regular' : 'room'}
        />
      </div>
      <Saving saving={saving} language={language} />
      <div className="flex gap-3">
        {place === 0 ? null : (
          <Button size="room" onPress={() => onGo(place - 1)}>
            {words.back}
          </Button>
        )}
        <Button size="room" variant="primary" className="flex-1" onPress={() => onGo(place + 1)}>
          {place + 1 === count ? words.review : words.next}
        </Button>
      </div>
    </div>
  )
}

function hintOf(...lines: readonly (string | null)[]): { readonly hint?: string } {
  const said = lines.filter((line) => line !== null)
  return said.length === 0 ? {} : { hint: said.join(' ') }
}

function Saving({ saving, language }: { readonly saving: SavingState; readonly language: Language }) {
  const words = answerWords[language]
  const said = { 'nothing-yet': '', saving: words.saving, saved: words.saved, 'not-saved': words.notSaved }[saving]
  return (
    <p role="status" className="min-h-6 text-body text-muted">
      {said}
    </p>
  )
}

interface ReviewProps extends AnswerInstrumentProps {
  readonly asked: readonly FormItem[]
  readonly onOpen: (place: number) => void
}

function Review({ form, answers, language, asked, isSending, problem, onOpen, onSend, saving }: ReviewProps) {
  const words = answerWords[language]
  const open = asked.filter((item) => !item.optional && answers[item.id] === undefined).length
  return (
    <div className="flex flex-col gap-4">
      <p>{open === 0 ? words.allAnswered : words.unanswered(open)}</p>
      <ol className="flex flex-col divide-y divide-line border-line border-y">
        {asked.map((item, at) => (
          <li key={item.id} className="flex items-center justify-between gap-4 py-2">
            <div className="min-w-0">
              <p lang={form.language} className="text-body text-muted">
                {item.text}
              </p>
              <p lang={answers[item.id] === undefined ? language : form.language} className="font-strong">
                {item.choices.find((choice) => choice.value === answers[item.id])?.label ?? words.notAnswered}
              </p>
            </div>
            <Button
              size="compact"
              variant="quiet"
              aria-label={`${words.change}: ${item.text}`}
              onPress={() => onOpen(at)}
            >
              {words.change}
            </Button>
          </li>
        ))}
      </ol>
      {problem === undefined || problem === null ? null : <Notice level="medium" title={problem} live />}
      <Saving saving={saving} language={language} />
      <Button size="room" variant="primary" isPending={isSending} onPress={onSend}>
        {isSending ? words.sending : words.send}
      </Button>
    </div>
  )
}
