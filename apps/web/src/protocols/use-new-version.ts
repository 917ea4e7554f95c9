'use client'
import type { Refusal } from '@holdspace/kit/refusal'
import { limitName } from '@holdspace/protocols/limit-names'
import { limitUnit } from '@holdspace/protocols/limit-units'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { sayToast } from '@holdspace/ui/toast'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'

/** A new version while it is written: which values change, and what is still missing. */
export function useNewVersion(protocol: ProtocolVersion) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [paths, setPaths] = useState<readonly string[]>([])
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const [refused, setRefused] = useState<Refusal | null>(null)
  const send = async (data: FormData) => {
    setRefused(null)
    const entered = paths.map((path) => enteredOf(protocol, path, data))
    const missing = entered.flatMap((one) => one.problems)
    setProblems(missing)
    if (missing.length > 0) return
    const version = textOf(data, 'version')
    const answer = await attempt(() =>
      trpc.protocol.draft.mutate({
        from: { protocolId: protocol.id, version: protocol.version },
        version,
        changeNote: textOf(data, 'changeNote'),
        values: entered.map((one) => one.changed),
      }),
    )
    if (!answer.ok) {
      const { field, sentence } = answer.refusal
      return field === undefined ? setRefused(answer.refusal) : setProblems([{ field, sentence }])
    }
    sayToast({ level: 'done', title: `Draft ${version} kept`, detail: 'Nothing runs on it before it is approved.' })
    router.push(`/protocols/${encodeURIComponent(protocol.id)}?version=${encodeURIComponent(version)}`)
  }
  return {
    paths,
    problems,
    refused,
    send,
    add: (path: string) => setPaths((known) => [...known, path]),
    remove: (path: string) => setPaths((known) => known.filter((one) => one !== path)),
  }
}

function enteredOf(protocol: ProtocolVersion, path: string, data: FormData) {
  const typed = textOf(data, path)
  const policy = textOf(data, `${path} policy`)
  // Rounded to the record's whole unit: 0.1 mg is 100 micrograms, whatever a float makes of it.
  const value = Math.round(Number(typed) * (limitUnit(protocol, path)?.stored ?? 1))
  const name = limitName(path)
  const problems: readonly FormProblem[] = [
    ...(typed !== '' && value >= 0 ? [] : [{ field: path, sentence: `${name}: enter the new value.` }]),
    ...(policy.length >= 3 ? [] : [{ field: `${path} policy`, sentence: `${name}: name the policy it stands in.` }]),
  ]
  return { changed: { path, value, policy }, problems }
}

function textOf(data: FormData, name: string): string {
  return String(data.get(name) ?? '').trim()
}
