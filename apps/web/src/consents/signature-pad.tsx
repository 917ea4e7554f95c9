'use client'
import { padHeight, padWidth } from '@holdspace/kit/drawn-line'
import { Button } from '@holdspace/ui/button'
import { type PointerEvent, useRef, useState } from 'react'
import type { SignWords } from './sign-words.ts'
import { strokePath } from './stroke-path.ts'

/** The lines of the pen so far: x0, y0, x1, y1, … each, in the units of the field. */
export type Strokes = readonly (readonly number[])[]

export interface SignaturePadProps {
  /** What was drawn before, when the field comes back; nothing otherwise. */
  readonly initial?: Strokes
  readonly onChange: (strokes: Strokes) => void
  readonly words: Pick<SignWords, 'boxEmpty' | 'boxDrawn' | 'undo' | 'clear'>
  readonly isDisabled?: boolean
}

/** So long a line is no signature any more; the rest of it is let go rather than refused later. */
const mostNumbers = 3_900
const mostStrokes = 190

/**
 * A field to sign in with finger, pen or mouse. It cannot be used from the keyboard: wherever it stands, a typed name
 * stands beside it as the same thing (WCAG 2.5.7, 2.1.1).
 */
export function SignaturePad({ initial = [], onChange, words, isDisabled = false }: SignaturePadProps) {
  // Kept here: a pen moves a hundred times a second, and the page around it need not be drawn anew each time.
  const [strokes, setStrokes] = useState(initial)
  const drawing = useRef(false)
  const change = (next: Strokes) => {
    setStrokes(next)
    onChange(next)
  }
  const start = (event: PointerEvent<HTMLDivElement>) => {
    if (isDisabled || strokes.length >= mostStrokes) return
    event.preventDefault()
    event.currentTarget.setPointerCapture(event.pointerId)
    drawing.current = true
    change([...strokes, pointOf(event)])
  }
  const go = (event: PointerEvent<HTMLDivElement>) => {
    if (!drawing.current) return
    const last = strokes.at(-1) ?? []
    const [x, y] = pointOf(event)
    if (last.length >= mostNumbers || (last.at(-2) === x && last.at(-1) === y)) return
    change([...strokes.slice(0, -1), [...last, x, y]])
  }
  const stop = () => {
    drawing.current = false
  }
  return (
    <div className="flex flex-col gap-2">
      <div
        role="img"
        aria-label={strokes.length === 0 ? words.boxEmpty : words.boxDrawn}
        data-signature-pad
        onPointerDown={start}
        onPointerMove={go}
        onPointerUp={stop}
        onPointerCancel={stop}
        className={`relative aspect-3/1 w-full touch-none select-none overflow-hidden rounded-control border border-control-line bg-surface ${isDisabled ? 'opacity-55' : 'cursor-crosshair'}`}
      >
        <svg
          aria-hidden
          viewBox={`0 0 ${padWidth} ${padHeight}`}
          className="pointer-events-none size-full fill-none stroke-[3.5] stroke-ink"
          strokeLinecap="round"
          strokeLinejoin="round"
        >
          <path d={`M30 ${padHeight * 0.76}H${padWidth - 30}`} className="stroke-1 stroke-control-line" />
          {strokes.map((points, at) => (
            // Strokes have no name but their place, and never move.
            <path key={at} d={strokePath(points)} />
          ))}
        </svg>
      </div>
      <Undoing strokes={strokes} change={change} words={words} isDisabled={isDisabled || strokes.length === 0} />
    </div>
  )
}

interface UndoingProps {
  readonly strokes: Strokes
  readonly change: (strokes: Strokes) => void
  readonly words: Pick<SignWords, 'undo' | 'clear'>
  readonly isDisabled: boolean
}

function Undoing({ strokes, change, words, isDisabled }: UndoingProps) {
  return (
    <div className="flex flex-wrap gap-2">
      <Button size="compact" variant="quiet" isDisabled={isDisabled} onPress={() => change(strokes.slice(0, -1))}>
        {words.undo}
      </Button>
      <Button size="compact" variant="quiet" isDisabled={isDisabled} onPress={() => change([])}>
        {words.clear}
      </Button>
    </div>
  )
}

/** Where the pen is, in whole units of the field. */
function pointOf(event: PointerEvent<HTMLDivElement>): readonly [number, number] {
  const box = event.currentTarget.getBoundingClientRect()
  const along = (at: number, from: number, length: number, units: number) =>
    Math.min(units, Math.max(0, Math.round(((at - from) / length) * units)))
  return [along(event.clientX, box.left, box.width, padWidth), along(event.clientY, box.top, box.height, padHeight)]
}
