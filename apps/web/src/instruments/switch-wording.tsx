'use client'
import { Button } from '@holdspace/ui/button'
import { Dialog } from '@holdspace/ui/dialog'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { TextField } from '@holdspace/ui/text-field'
import { sayToast } from '@holdspace/ui/toast'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { attempt } from '../refusal-of.ts'
import { problemsOf } from '../screening/problems-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import type { CatalogueLine } from './enter-instrument.tsx'

interface SwitchWordingProps {
  readonly line: CatalogueLine | null
  readonly onClose: () => void
}

/** The practice brings the wording, verbatim, and somebody confirms by name that it may be used. */
export function SwitchWording({ line, onClose }: SwitchWordingProps) {
  return (
    <Dialog
      title={line === null ? '' : `${line.isOn ? 'Switch off' : 'Switch on'} ${line.title}`}
      isOpen={line !== null}
      onClose={onClose}
      wide
    >
      {line === null ? null : <Fields key={line.id} line={line} onDone={onClose} />}
    </Dialog>
  )
}

function Fields({ line, onDone }: { readonly line: CatalogueLine; readonly onDone: () => void }) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const send = async (data: FormData) => {
    const common = { id: crypto.randomUUID(), instrumentId: line.id, reference: text(data, 'reference') }
    const input = line.isOn
      ? { ...common, switched: 'off' as const }
      : { ...common, switched: 'on' as const, notice: text(data, 'notice'), wording: wordingOf(line, data) }
    const answer = await attempt(() => trpc.instrument.switchWording.mutate(input))
    if (!answer.ok) return setProblems(problemsOf(answer.refusal))
    onDone()
    sayToast({ level: 'done', title: line.isOn ? 'Switched off' : 'Switched on', detail: line.title })
    router.refresh()
  }
  return (
    <Form onSubmit={send} problems={problems} aria-label="Wording of a questionnaire">
      <p>
        {line.licence.says}{' '}
        {line.isOn
          ? 'Nothing answered so far is lost.'
          : 'Enter it exactly as its owner prints it; you confirm the right to it by name.'}
      </p>
      <TextField name="reference" label={line.isOn ? 'Why it is switched off' : 'Registration or permission'} />
      {line.isOn ? null : (
        <>
          <TextField name="notice" label="Copyright notice" defaultValue={line.licence.notice ?? ''} rows={2} />
          <TextField name="stem" label="Introduction" rows={2} />
          {line.toWord.map((item) => (
            <div key={item.id} className="flex flex-col gap-2">
              <TextField name={`item-${item.id}`} label={`Question ${item.id}`} rows={2} />
              {item.choices === null ? null : (
                <TextField
                  name={`choices-${item.id}`}
                  label={`Answers to question ${item.id}`}
                  hint={`One a line, in the order ${item.choices.join(', ')}.`}
                  rows={3}
                />
              )}
            </div>
          ))}
        </>
      )}
      <div className="flex gap-3">
        <Button onPress={onDone}>Leave it as it is</Button>
        <SubmitButton variant={line.isOn ? 'danger' : 'primary'} sendingWords="Recording …">
          {line.isOn ? 'Switch it off' : 'I confirm the right to this wording'}
        </SubmitButton>
      </div>
    </Form>
  )
}

const text = (data: FormData, name: string) => String(data.get(name) ?? '').trim()

function wordingOf(line: CatalogueLine, data: FormData) {
  const filled = <T,>(entries: readonly (readonly [string, T])[]) => Object.fromEntries(entries)
  return {
    stem: text(data, 'stem'),
    items: filled(
      line.toWord.flatMap(({ id }) =>
        text(data, `item-${id}`) === '' ? [] : [[id, text(data, `item-${id}`)] as const],
      ),
    ),
    choices: filled(
      line.toWord
        .filter(({ choices }) => choices !== null)
        .map(
          ({ id }) =>
            [
              id,
              text(data, `choices-${id}`)
                .split('\n')
                .map((one) => one.trim())
                .filter((one) => one !== ''),
            ] as const,
        ),
    ),
  }
}
