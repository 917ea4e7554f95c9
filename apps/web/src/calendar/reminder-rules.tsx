'use client'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { Panel } from '@holdspace/ui/panel'
import { TextField } from '@holdspace/ui/text-field'
import { sayToast } from '@holdspace/ui/toast'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { useSetUp } from './use-set-up.ts'

type Rule = Answers['appointment']['schedule']['reminders']

const fields = [
  { name: 'visitHours', label: 'Hours before a visit', least: 2, most: 168 },
  { name: 'formsMailDays', label: 'Days until open forms are written about', least: 1, most: 28 },
  { name: 'formsTaskDays', label: 'Days until the desk telephones about them', least: 1, most: 29 },
] as const

/** When people are reminded. Messages name no treatment, and who wants none gets none. */
export function ReminderRules({ rule }: { readonly rule: Rule }) {
  const setUp = useSetUp()
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const send = async (data: FormData) => {
    const read = (name: (typeof fields)[number]['name']) => Number(data.get(name) ?? '')
    const wrong = fields
      .filter(({ name, least, most }) => !Number.isInteger(read(name)) || read(name) < least || read(name) > most)
      .map(({ name, least, most }) => ({ field: name, sentence: `Enter a whole number from ${least} to ${most}.` }))
    setProblems(wrong)
    if (wrong.length > 0) return
    const [visitHours, formsMailDays, formsTaskDays] = [
      read('visitHours'),
      read('formsMailDays'),
      read('formsTaskDays'),
    ]
    const problem = await setUp({ change: 'reminders', visitHours, formsMailDays, formsTaskDays })
    if (problem === null) sayToast({ level: 'done', title: 'Reminders are kept' })
    else setProblems([problem])
  }
  return (
    <Panel title="Reminders">
      <Form onSubmit={send} problems={problems} aria-label="Reminders">
        {fields.map(({ name, label }) => (
          <TextField
            key={name}
            name={name}
            label={label}
            inputMode="numeric"
            defaultValue={String(rule[name])}
            className="max-w-80"
            isRequired
          />
        ))}
        <div>
          <SubmitButton sendingWords="Being kept …">Keep reminders</SubmitButton>
        </div>
      </Form>
    </Panel>
  )
}
