'use client'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { TextField } from '@holdspace/ui/text-field'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useDoorClient } from '../door-client.ts'
import { attempt } from '../refusal-of.ts'
import { PatientFrame, PatientHeading } from './patient-frame.tsx'
import { useRefusalWords } from './refusal-words.ts'

/** The tablet after the patient: it says thank you and nothing about anybody. Only the member's password goes on. */
export function KioskOver({ timedOut }: { readonly timedOut: boolean }) {
  const t = useTranslations('kiosk')
  const words = useRefusalWords()
  const client = useDoorClient()
  const [problem, setProblem] = useState<string | null>(null)
  const takeBack = async (data: FormData) => {
    const password = String(data.get('password') ?? '')
    if (password === '') return setProblem(t('missing'))
    const unlocked = await attempt(async () => (await client()).signIn.unlock.mutate({ password }))
    if (!unlocked.ok) return setProblem(words(unlocked.refusal))
    await attempt(async () => (await client()).packet.leave.mutate())
    window.location.replace('/people')
  }
  return (
    <PatientFrame practiceName={null}>
      <PatientHeading title={t('overTitle')} lede={timedOut ? t('timedOut') : t('over')} place="over" />
      <section className="mt-auto flex flex-col gap-3 border-line border-t pt-5">
        <h2 className="text-title">{t('staff')}</h2>
        <Form
          aria-label={t('takeBack')}
          onSubmit={takeBack}
          problems={problem === null ? [] : [{ field: 'password', sentence: problem }]}
        >
          <TextField name="password" label={t('password')} type="password" autoComplete="off" isRequired />
          <SubmitButton variant="secondary">{t('takeBack')}</SubmitButton>
        </Form>
      </section>
    </PatientFrame>
  )
}
