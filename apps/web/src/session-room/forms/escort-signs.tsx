'use client'
import { decideMark } from '@holdspace/clinic/session/instructions'
import { instructionsAnswered } from '@holdspace/record/instructions'
import { Button } from '@holdspace/ui/button'
import { Dialog } from '@holdspace/ui/dialog'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { type ReactNode, useRef, useState } from 'react'
import { signWords } from '../../consents/sign-words.ts'
import { type How, SignatureMark } from '../../consents/signature-mark.tsx'
import type { Strokes } from '../../consents/signature-pad.tsx'
import { TextReading } from '../../consents/text-reading.tsx'
import { useRoom } from '../room-context.tsx'
import type { Room } from '../use-following.ts'

export type Instructions = Room['instructions'][number]
export interface Escort {
  readonly name: string
  readonly relationship: string
}

export interface EscortSignsProps {
  readonly instructions: Instructions
  readonly escort: Escort
  /** The screen is handed back, signed or not. */
  readonly onBack: (isSigned: boolean) => void
}

/**
 * The screen in the hands of whoever takes the person home: the instructions, a field to sign in, and nothing of the chart
 * behind. What they sign is an entry of the record like any other, also while the network is lost.
 */
export function EscortSigns({ instructions, escort, onBack }: EscortSignsProps) {
  const [isSigned, setSigned] = useState(false)
  const { text } = instructions
  const words = signWords[text.language]
  const own = handing[text.language]
  return (
    <Dialog
      title={isSigned ? own.thanks : text.title}
      isOpen
      isDismissable={false}
      covers
      onClose={() => onBack(isSigned)}
    >
      <div lang={text.language} className="flex flex-col gap-6">
        {isSigned ? (
          <>
            <p className="text-lead">{own.handBack}</p>
            <Button variant="primary" size="room" className="self-start" onPress={() => onBack(true)}>
              {own.back}
            </Button>
          </>
        ) : (
          <>
            <TextReading content={text} />
            <SignHere {...{ instructions, escort }} onSigned={() => setSigned(true)}>
              <Button size="room" onPress={() => onBack(false)}>
                {words.notNow}
              </Button>
            </SignHere>
          </>
        )}
      </div>
    </Dialog>
  )
}

interface SignHereProps extends Pick<EscortSignsProps, 'instructions' | 'escort'> {
  readonly onSigned: () => void
  readonly children: ReactNode
}

function SignHere({ instructions, escort, onSigned, children }: SignHereProps) {
  const { chart } = useRoom()
  const { text } = instructions
  const words = signWords[text.language]
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const [how, setHow] = useState<How>('drawn')
  const strokes = useRef<Strokes>([])
  const sign = async (data: FormData) => {
    const name = String(data.get('typedName') ?? '').trim()
    const mark = how === 'drawn' ? { how, strokes: strokes.current.map((points) => [...points]) } : { how, name }
    const body = { outcome: 'signed', escort, text: pinOf(instructions), meaning: text.agreement, mark }
    const read = instructionsAnswered.safeParse(body)
    if (!read.success || !decideMark(read.data).ok) {
      const typed = { field: 'typedName', sentence: words.typedHint(escort.name) }
      return setProblems([how === 'drawn' ? { field: 'mark', sentence: words.missingMark } : typed])
    }
    if ((await chart('instructions-answered', read.data)) !== null) onSigned()
  }
  return (
    <Form onSubmit={sign} problems={problems} problemsTitle={words.lookAgain} aria-label={words.yourSignature}>
      <h3 className="border-line border-t pt-6 text-title">{words.yourSignature}</h3>
      <p className="text-lead">
        {escort.name}, {escort.relationship}
      </p>
      <SignatureMark words={words} how={how} onHow={setHow} strokes={strokes} name={escort.name} isDisabled={false} />
      <div className="flex flex-wrap gap-3">
        <SubmitButton size="room" sendingWords={words.signing}>
          {words.sign}
        </SubmitButton>
        {children}
      </div>
    </Form>
  )
}

/** The text they had before them, as the record names it. */
export function pinOf({ text, contentHash }: Instructions) {
  return { title: text.title, version: text.version, language: text.language, contentHash }
}

const handing = {
  en: {
    thanks: 'Thank you',
    handBack: 'It is signed. You can have these instructions on paper: ask us. Please hand the screen back now.',
    back: 'Hand it back',
  },
  es: {
    thanks: 'Gracias',
    handBack: 'Está firmado. Puede pedir estas instrucciones en papel. Por favor, devuelva ahora la pantalla.',
    back: 'Devolverla',
  },
} as const
