'use client'
import { limitName } from '@holdspace/protocols/limit-names'
import { limitUnit, limitWords } from '@holdspace/protocols/limit-units'
import { allLimits } from '@holdspace/protocols/limits-set'
import { nextVersionNumber } from '@holdspace/protocols/next-version'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import { Button } from '@holdspace/ui/button'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { NumberField } from '@holdspace/ui/number-field'
import { Select } from '@holdspace/ui/select'
import { TextField } from '@holdspace/ui/text-field'
import { useState } from 'react'
import { RefusedWithDetails } from './refused-with-details.tsx'
import { useNewVersion } from './use-new-version.ts'

/** A change of a protocol: which values, why, and in which policy they stand. The version it comes from stays as it is. */
export function NewVersion({ protocol }: { readonly protocol: ProtocolVersion }) {
  const [isOpen, setOpen] = useState(false)
  if (!isOpen) return <Button onPress={() => setOpen(true)}>Make a new version</Button>
  return <NewVersionForm protocol={protocol} onClose={() => setOpen(false)} />
}

function NewVersionForm({ protocol, onClose }: { readonly protocol: ProtocolVersion; readonly onClose: () => void }) {
  const { paths, add, remove, problems, refused, send } = useNewVersion(protocol)
  const changeable = allLimits(protocol).filter(
    ({ path, value }) => typeof value === 'number' && limitUnit(protocol, path) !== null && !paths.includes(path),
  )
  return (
    <>
      {refused === null ? null : <RefusedWithDetails refused={refused} />}
      <Form onSubmit={send} problems={problems} aria-label="New version">
        <TextField
          name="version"
          label="Number"
          defaultValue={nextVersionNumber(protocol.version)}
          autoComplete="off"
        />
        <TextField name="changeNote" label="Why it changes" rows={3} />
        {paths.map((path) => (
          <ChangedValue key={path} protocol={protocol} path={path} onRemove={() => remove(path)} />
        ))}
        <Select
          name="path"
          label={paths.length === 0 ? 'What changes' : 'What else changes'}
          value={null}
          onChange={add}
          choices={changeable.map((one) => ({
            value: one.path,
            label: limitName(one.path),
            note: `now ${limitWords(protocol, one)}`,
          }))}
        />
        <div className="flex flex-wrap gap-2">
          <SubmitButton sendingWords="Being kept …">Keep as a draft</SubmitButton>
          <Button onPress={onClose}>Cancel</Button>
        </div>
      </Form>
    </>
  )
}

interface ChangedValueProps {
  readonly protocol: ProtocolVersion
  readonly path: string
  readonly onRemove: () => void
}

function ChangedValue({ protocol, path, onRemove }: ChangedValueProps) {
  const unit = limitUnit(protocol, path)
  const limit = allLimits(protocol).find((one) => one.path === path)
  if (unit === null || limit === undefined) return null
  return (
    <fieldset className="flex flex-col gap-3 border-line border-t pt-4">
      <legend className="float-left mb-1 w-full font-strong">{limitName(path)}</legend>
      <NumberField
        name={path}
        label="New value"
        hint={`Now ${limitWords(protocol, limit)}.`}
        unit={unit.unit}
        decimals={unit.decimals}
        minValue={0}
      />
      <TextField name={`${path} policy`} label="Source" hint="The clinic’s own policy, with its date or number." />
      <Button size="compact" variant="quiet" className="self-start" onPress={onRemove}>
        Leave it as it is
      </Button>
    </fieldset>
  )
}
