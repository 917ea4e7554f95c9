'use client'
import type { AccountId } from '@holdspace/kit/ids'
import { Select } from '@holdspace/ui/select'
import { actWords, choosableActs } from './act-words.ts'

/** Which accesses are shown; null means all. */
export interface AccessChoice {
  readonly accountId: AccountId | null
  readonly act: string | null
}

export interface AccessFilterProps {
  readonly members: readonly { readonly accountId: AccountId; readonly displayName: string }[]
  readonly chosen: AccessChoice
  readonly onChoose: (choice: AccessChoice) => void
}

const everyone = 'everyone'
const everything = 'everything'

export function AccessFilter({ members, chosen, onChoose }: AccessFilterProps) {
  return (
    <div className="grid gap-4 border-line border-b p-4 md:grid-cols-[repeat(2,minmax(0,20rem))]">
      <Select
        name="who"
        label="Who"
        value={chosen.accountId ?? everyone}
        choices={[
          { value: everyone, label: 'Everyone' },
          ...members.map(({ accountId, displayName }) => ({ value: accountId, label: displayName })),
        ]}
        onChange={(value) =>
          onChoose({ ...chosen, accountId: members.find((each) => each.accountId === value)?.accountId ?? null })
        }
      />
      <Select
        name="what"
        label="What"
        value={chosen.act ?? everything}
        choices={[
          { value: everything, label: 'Everything' },
          ...choosableActs.map((act) => ({ value: act, label: actWords(act) })),
        ]}
        onChange={(value) => onChoose({ ...chosen, act: value === everything ? null : value })}
      />
    </div>
  )
}
