import { detailPartWords } from '@holdspace/clinic/chart/change-details'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { formatDate } from '@holdspace/kit/calendar-words'
import { Panel } from '@holdspace/ui/panel'
import { EmptyState } from '@holdspace/ui/states'
import type { Answers } from '../outputs.ts'
import { Fact, FactList } from './facts.tsx'
import { dateAndTime, genderWord } from './words.ts'

type Details = Answers['people']['details']
type Change = Details['changes'][number]

/** Every change to a person’s details: what stood there, what stands there, who did it, when and why. */
export function DetailChanges({ changes, zone }: Pick<Details, 'changes' | 'zone'>) {
  return (
    <Panel title={`Changes · ${changes.length}`} flush>
      {changes.length === 0 ? (
        <EmptyState title="Nothing was changed yet">
          Whatever is changed from now on stands here, with what stood there before.
        </EmptyState>
      ) : (
        <FactList label="Changes">
          {changes.map((one) => (
            <Fact key={`${one.changeId}${one.part}`} title={<BeforeAndAfter change={one} />} note={whoOf(one, zone)} />
          ))}
        </FactList>
      )}
    </Panel>
  )
}

function BeforeAndAfter({ change }: { readonly change: Change }) {
  return (
    <>
      {detailPartWords[change.part]}:{' '}
      <span className="font-regular text-muted">
        {change.before === null ? 'nothing' : <span className="line-through">{shown(change.part, change.before)}</span>}
      </span>{' '}
      <span aria-hidden>→</span>
      <span className="sr-only">became</span> {change.after === null ? 'nothing' : shown(change.part, change.after)}
    </>
  )
}

function shown(part: Change['part'], text: string): string {
  if (part === 'gender') return genderWord(text as Parameters<typeof genderWord>[0]) ?? text
  const date = part === 'birth-date' ? calendarDate.safeParse(text) : null
  return date?.success === true ? formatDate(date.data) : text
}

function whoOf({ byName, at, reason, source }: Change, zone: string): string {
  const how = source === 'form' ? `${byName}, from a form the patient sent` : byName
  return [`${how}, ${dateAndTime(at, zone)}`, reason ?? ''].filter((part) => part !== '').join(' · ')
}
