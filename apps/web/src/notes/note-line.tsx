'use client'
import { noteKindWords, sectionTitles } from '@holdspace/clinic/notes/note-words'
import { dateInZone, formatDate, timeInZone } from '@holdspace/kit/calendar-words'
import { minutesBetween } from '@holdspace/kit/elapsed'
import { Badge } from '@holdspace/ui/badge'
import { Button } from '@holdspace/ui/button'
import type { Answers } from '../outputs.ts'
import { AddToNote } from './add-to-note.tsx'
import { PsychotherapyTimes } from './psychotherapy-times.tsx'
import { SignNote } from './sign-note.tsx'

type View = Answers['note']['read']
type SharedNoteView = View['notes'][number]

export interface NoteLineProps {
  readonly note: SharedNoteView
  readonly zone: string
  readonly may: View['may']
  readonly onEdit: () => void
}

const sections = ['modality', 'symptoms', 'function', 'progress', 'plan'] as const

export function NoteLine({ note, zone, may, onEdit }: NoteLineProps) {
  const { signed } = note
  const isDraft = signed === null
  return (
    <li className="flex flex-col gap-2 px-4 py-3">
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <span className="font-strong">{noteKindWords[note.kind]}</span>
        <span className="text-muted">
          {note.authorName}, {formatDate(dateInZone(note.createdAt, zone))}
        </span>
        {isDraft ? <Badge look="draft">Your draft</Badge> : null}
      </p>
      <dl className="flex flex-col gap-1.5">
        {sections
          .filter((section) => note.sections[section] !== '')
          .map((section) => (
            <div key={section}>
              <dt className="text-muted">{sectionTitles[section]}</dt>
              <dd className="whitespace-pre-line [overflow-wrap:anywhere]">{note.sections[section]}</dd>
            </div>
          ))}
      </dl>
      <Stretches note={note} zone={zone} />
      {isDraft && note.isOwn ? (
        <>
          <PsychotherapyTimes note={note} />
          <div className="flex flex-wrap items-center gap-3">
            <Button size="compact" onPress={onEdit}>
              Go on writing
            </Button>
            {may.sign.allowed ? <SignNote note={note} /> : <span className="text-muted">{may.sign.why}</span>}
          </div>
        </>
      ) : null}
      {signed === null ? null : (
        <p className="text-muted">
          Signed by {signed.signerName}
          {signed.credential === '' ? '' : `, ${signed.credential}`}, {formatDate(dateInZone(signed.at, zone))}{' '}
          {timeInZone(signed.at, zone)}. “{signed.meaning}”
        </p>
      )}
      {note.addenda.map((addendum) => (
        <p key={addendum.id} className="border-line border-l-3 pl-3">
          <span className="whitespace-pre-line">{addendum.words}</span>
          <span className="block text-muted">
            Added by {addendum.authorName}, {formatDate(dateInZone(addendum.at, zone))} {timeInZone(addendum.at, zone)}
          </span>
        </p>
      ))}
      {!isDraft && may.write.allowed ? <AddToNote noteId={note.noteId} /> : null}
    </li>
  )
}

function Stretches({ note, zone }: Pick<NoteLineProps, 'note' | 'zone'>) {
  if (note.stretches.length === 0) return null
  return (
    <ul aria-label="Psychotherapy" className="text-muted">
      {note.stretches.map(({ startedId, startedAt, stoppedAt }) => (
        <li key={startedId}>
          Psychotherapy {timeInZone(startedAt, zone)} –{' '}
          {stoppedAt === null
            ? 'running'
            : `${timeInZone(stoppedAt, zone)}, ${Math.floor(minutesBetween(startedAt, stoppedAt))} min`}
        </li>
      ))}
    </ul>
  )
}
