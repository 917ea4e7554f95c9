'use client'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { TextField } from '@holdspace/ui/text-field'
import { useTRPCClient } from '../trpc.tsx'
import { useMoneyAct } from './use-money-act.ts'
import type { Fees } from './words.ts'

export interface EnterDetailsProps {
  readonly fees: Fees
  readonly onDone: () => void
}

const kinds = [
  { performs: 'practice', label: 'The practice itself' },
  { performs: 'prescriber', label: 'Prescriber' },
  { performs: 'nurse', label: 'Nurse' },
  { performs: 'therapist', label: 'Therapist' },
] as const

/** Typed once; every paper from then on carries it. Earlier papers stay as they were given out. */
export function EnterDetails({ fees, onDone }: EnterDetailsProps) {
  const trpc = useTRPCClient()
  const { problems, send } = useMoneyAct(onDone)
  const known = fees.profile?.profile
  const version = (fees.profile?.version ?? 0) + 1
  const enter = async (data: FormData) => {
    const profile = profileOf(data, known)
    await send(
      () => trpc.billing.recordProfile.mutate({ version, profile }),
      () => ({ title: 'Billing details entered', detail: 'They stand on every paper from now on.' }),
    )
  }
  return (
    <Form onSubmit={enter} problems={problems} aria-label="Billing details">
      <TextField name="legalName" label="Legal name" defaultValue={known?.legalName ?? ''} />
      <TextField name="addressLines" label="Address" rows={2} defaultValue={known?.addressLines.join('\n') ?? ''} />
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField name="phone" label="Telephone" defaultValue={known?.phone ?? ''} />
        <TextField name="email" label="E-mail" optional defaultValue={known?.email ?? ''} />
        <TextField
          name="taxId"
          label="Tax number"
          hint="As 12-3456789; never a social security number."
          defaultValue={known?.taxId ?? ''}
        />
        <TextField name="groupNpi" label="NPI of the practice" defaultValue={known?.groupNpi ?? ''} />
        <TextField name="state" label="State" hint="Two letters." defaultValue={known?.state ?? ''} />
        <TextField
          name="placeOfService"
          label="Place of service"
          hint="Two digits; 11 is an office."
          defaultValue={known?.placeOfService ?? '11'}
        />
        <TextField
          name="termsDays"
          label="Days to pay"
          inputMode="numeric"
          defaultValue={String(known?.termsDays ?? 30)}
        />
        <TextField
          name="waysToPay"
          label="Ways to pay"
          defaultValue={known?.waysToPay ?? 'At the desk by card, check or cash.'}
        />
      </div>
      {kinds.map((kind) => (
        <ProviderFields key={kind.performs} {...kind} provider={firstOf(known, kind.performs)} />
      ))}
      <div>
        <SubmitButton sendingWords="Entering …">Enter the details</SubmitButton>
      </div>
    </Form>
  )
}

type Profile = NonNullable<Fees['profile']>['profile']
type Provider = Profile['providers'][number]

interface ProviderFieldsProps {
  readonly performs: Provider['performs']
  readonly label: string
  readonly provider: Provider | undefined
}

function ProviderFields({ performs, label, provider }: ProviderFieldsProps) {
  return (
    <fieldset className="grid gap-3 sm:grid-cols-4">
      <legend className="mb-2 font-strong">{label}</legend>
      <TextField name={`name-${performs}`} label="Name" optional defaultValue={provider?.name ?? ''} />
      <TextField name={`credential-${performs}`} label="Letters" optional defaultValue={provider?.credential ?? ''} />
      <TextField name={`npi-${performs}`} label="NPI" optional defaultValue={provider?.npi ?? ''} />
      <TextField name={`taxonomy-${performs}`} label="Taxonomy" optional defaultValue={provider?.taxonomy ?? ''} />
    </fieldset>
  )
}

function firstOf(profile: Profile | undefined, performs: Provider['performs']): Provider | undefined {
  return profile?.providers.find((one) => one.performs === performs)
}

/** What was typed, as it is sent. Further members of one kind are kept as they were: the form shows the first of each. */
function profileOf(data: FormData, known: Profile | undefined) {
  const said = (name: string) => String(data.get(name) ?? '').trim()
  const state = said('state').toUpperCase()
  const providers = kinds
    .map(({ performs }) => ({
      membershipId: firstOf(known, performs)?.membershipId ?? null,
      performs,
      name: said(`name-${performs}`),
      credential: said(`credential-${performs}`),
      npi: said(`npi-${performs}`),
      taxonomy: said(`taxonomy-${performs}`),
      licence: firstOf(known, performs)?.licence ?? '',
      taxId: said('taxId'),
      state,
    }))
    .filter(({ name }) => name !== '')
  const shown = new Set(kinds.map(({ performs }) => firstOf(known, performs)))
  const others = known?.providers.filter((one) => !shown.has(one)) ?? []
  return {
    legalName: said('legalName'),
    addressLines: said('addressLines')
      .split('\n')
      .filter((line) => line.trim() !== ''),
    phone: said('phone'),
    email: said('email'),
    taxId: said('taxId'),
    groupNpi: said('groupNpi'),
    state,
    placeOfService: said('placeOfService'),
    termsDays: Number.parseInt(said('termsDays'), 10),
    waysToPay: said('waysToPay'),
    providers: [...providers, ...others],
  }
}
