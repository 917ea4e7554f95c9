'use client'
import type { DetailsForm } from '@holdspace/clinic/chart/change-details'
import { Select } from '@holdspace/ui/select'
import { TextField } from '@holdspace/ui/text-field'

/** Everything a person may tell the desk about who they are and how they are reached. */
export const noDetails: DetailsForm = {
  family: '',
  given: '',
  preferredName: '',
  sex: 'unknown',
  pronouns: '',
  phone: '',
  email: '',
  addressLine: '',
  city: '',
  state: '',
  postalCode: '',
  language: '',
  emergencyName: '',
  emergencyRelation: '',
  emergencyPhone: '',
}

const genders = [
  { value: 'female', label: 'Female' },
  { value: 'male', label: 'Male' },
  { value: 'other', label: 'Other' },
  { value: 'unknown', label: 'Not known' },
] as const

export function NameFields({ form }: { readonly form: DetailsForm }) {
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <TextField name="given" label="Given names" defaultValue={form.given} autoComplete="off" />
      <TextField name="family" label="Family name" defaultValue={form.family} autoComplete="off" />
    </div>
  )
}

export function OtherFields({ form }: { readonly form: DetailsForm }) {
  const text = (name: keyof DetailsForm, label: string, more: object = {}) => (
    <TextField name={name} label={label} optional defaultValue={form[name]} autoComplete="off" {...more} />
  )
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-3">
        {text('preferredName', 'Wants to be called')}
        {text('pronouns', 'Pronouns')}
        <Select name="sex" label="Gender in the record" choices={genders} defaultValue={form.sex} />
      </div>
      <div className="grid gap-5 sm:grid-cols-2">
        {text('phone', 'Phone', { type: 'tel' })}
        {text('email', 'Email', { type: 'email' })}
      </div>
      {text('addressLine', 'Street and number')}
      <div className="grid gap-5 sm:grid-cols-3">
        {text('city', 'City')}
        {text('state', 'State')}
        {text('postalCode', 'ZIP code')}
      </div>
      {text('language', 'Language', {
        hint: 'Messages and forms come in English or Spanish; in any other, note who interprets.',
      })}
      <div className="grid gap-5 sm:grid-cols-3">
        {text('emergencyName', 'In an emergency')}
        {text('emergencyRelation', 'Who that is')}
        {text('emergencyPhone', 'Their phone', { type: 'tel' })}
      </div>
    </>
  )
}

/** What stands in the fields. */
export function detailsIn(data: FormData): DetailsForm {
  const text = (name: keyof DetailsForm) => String(data.get(name) ?? '').trim()
  return {
    family: text('family'),
    given: text('given'),
    preferredName: text('preferredName'),
    sex: genders.find(({ value }) => value === data.get('sex'))?.value ?? 'unknown',
    pronouns: text('pronouns'),
    phone: text('phone'),
    email: text('email'),
    addressLine: text('addressLine'),
    city: text('city'),
    state: text('state'),
    postalCode: text('postalCode'),
    language: text('language'),
    emergencyName: text('emergencyName'),
    emergencyRelation: text('emergencyRelation'),
    emergencyPhone: text('emergencyPhone'),
  }
}

/** However a sender wrote it, six digits are a number somebody can call; the server asks the same. */
const isPhone = (text: string) => text === '' || (text.match(/\d/g) ?? []).length >= 6
const mail = /^(\S+@\S+\.\S+)?$/

/** What a form can see for itself before it is sent. */
export function wrongDetails(form: DetailsForm) {
  return [
    ...(isPhone(form.phone) ? [] : [{ field: 'phone', sentence: 'Enter a phone number, or leave it empty.' }]),
    ...(mail.test(form.email) ? [] : [{ field: 'email', sentence: 'Enter an e-mail address, or leave it empty.' }]),
    ...(isPhone(form.emergencyPhone)
      ? []
      : [{ field: 'emergencyPhone', sentence: 'Enter a phone number, or leave it empty.' }]),
  ]
}

/** Asked only once somebody on file looks like the same person (M17). */
export function NotTheSamePerson() {
  return (
    <TextField
      name="notTheSamePersonBecause"
      label="Why this is somebody else"
      hint="A twin, a cousin of the same name: how you know."
      rows={2}
    />
  )
}
