'use client'
import { credentialKinds } from '@holdspace/clinic/access/actor'
import { Button } from '@holdspace/ui/button'
import { DateFields } from '@holdspace/ui/date-fields'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Select } from '@holdspace/ui/select'
import { TextField } from '@holdspace/ui/text-field'
import { emptyPaper, type PaperDraft, paperKind } from './paper-drafts.ts'
import { paperWords } from './paper-words.ts'

export interface PaperFieldsProps {
  readonly drafts: readonly PaperDraft[]
  readonly onChange: (drafts: readonly PaperDraft[]) => void
  readonly problems: readonly FormProblem[]
}

/** The whole list as it shall be from now on: a renewed licence is the old row with a new last day. */
export function PaperFields({ drafts, onChange, problems }: PaperFieldsProps) {
  const change = (changed: PaperDraft) => onChange(drafts.map((one) => (one.key === changed.key ? changed : one)))
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 font-strong">Papers</legend>
      {drafts.length === 0 ? <p className="text-muted">None on file.</p> : null}
      {drafts.map((draft) => (
        <OnePaper
          key={draft.key}
          draft={draft}
          onChange={change}
          onRemove={() => onChange(drafts.filter((one) => one.key !== draft.key))}
          problems={problems}
        />
      ))}
      <div>
        <Button size="compact" onPress={() => onChange([...drafts, emptyPaper(nextKey(drafts))])}>
          Add a paper
        </Button>
      </div>
    </fieldset>
  )
}

function nextKey(drafts: readonly PaperDraft[]): string {
  const highest = Math.max(-1, ...drafts.map((one) => Number(one.key.replace('paper-', ''))))
  return `paper-${highest + 1}`
}

interface OnePaperProps {
  readonly draft: PaperDraft
  readonly onChange: (draft: PaperDraft) => void
  readonly onRemove: () => void
  readonly problems: readonly FormProblem[]
}

function OnePaper({ draft, onChange, onRemove, problems }: OnePaperProps) {
  const { key, kind } = draft
  const dateProblem = problems.find((one) => one.field === `${key} expires`)?.sentence
  const words = kind === null ? 'New paper' : `${paperWords[kind]} ${draft.number}`.trim()
  return (
    <fieldset className="rounded-card border border-line bg-sunken p-3">
      <legend className="sr-only">{words}</legend>
      <div className="grid grid-cols-6 gap-3">
        <Select
          name={`${key} kind`}
          label="Paper"
          className="col-span-6 sm:col-span-3"
          choices={credentialKinds.map((each) => ({ value: each, label: paperWords[each] }))}
          value={kind}
          onChange={(chosen) => onChange({ ...draft, kind: paperKind(chosen) })}
        />
        <TextField
          name={`${key} number`}
          label="Number"
          className="col-span-6 sm:col-span-3"
          maxLength={60}
          autoComplete="off"
          value={draft.number}
          onChange={(number) => onChange({ ...draft, number })}
        />
        {kind === null || kind === 'licence' ? (
          <TextField
            name={`${key} letters`}
            label="Letters"
            className="col-span-4 sm:col-span-2"
            maxLength={20}
            autoComplete="off"
            value={draft.letters}
            onChange={(letters) => onChange({ ...draft, letters })}
          />
        ) : null}
        <TextField
          name={`${key} state`}
          label="State"
          className={kind === null || kind === 'licence' ? 'col-span-2 sm:col-span-1' : 'col-span-2 sm:col-span-3'}
          maxLength={2}
          autoComplete="off"
          value={draft.state}
          onChange={(state) => onChange({ ...draft, state })}
        />
        <div className="col-span-6 sm:col-span-3">
          <DateFields
            name={`${key} expires`}
            label="Holds until"
            defaultValue={draft.expires}
            onChange={(expires) => onChange({ ...draft, expires })}
            {...(dateProblem === undefined ? {} : { problem: dateProblem })}
          />
        </div>
      </div>
      <Button size="compact" variant="quiet" className="-ml-3 mt-1" onPress={onRemove} aria-label={`Remove: ${words}`}>
        Remove
      </Button>
    </fieldset>
  )
}
