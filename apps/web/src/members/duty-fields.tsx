'use client'
import { type Duty, duties } from '@holdspace/clinic/access/actor'
import { Checkbox } from '@holdspace/ui/checkbox'
import { dutyWords } from './paper-words.ts'

/** What somebody answers for beside their role (RULINGS 3). */
export function DutyFields({ held }: { readonly held: readonly Duty[] }) {
  return (
    <fieldset>
      <legend className="mb-1 font-strong">Duties</legend>
      <div className="grid sm:grid-cols-2">
        {duties.map((duty) => (
          <Checkbox key={duty} name="duties" value={duty} defaultSelected={held.includes(duty)}>
            {dutyWords[duty]}
          </Checkbox>
        ))}
      </div>
    </fieldset>
  )
}

export function dutiesIn(data: FormData): Duty[] {
  const ticked = data.getAll('duties')
  return duties.filter((duty) => ticked.includes(duty))
}
