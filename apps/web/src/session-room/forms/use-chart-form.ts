'use client'
import { catalogue, type Kind } from '@holdspace/record/catalogue'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { useState } from 'react'
import { useRoom } from '../room-context.tsx'

export interface FormDone {
  readonly onDone: () => void
}

/**
 * Records one entry from a form. The body is read by the very schema the server reads it with, so that what is wrong is
 * said beside its field before anything is sent; what is right is safe on the device before the form closes.
 */
export function useChartForm(onDone: () => void) {
  const { chart } = useRoom()
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const record = async (kind: Kind, body: Record<string, unknown>, occurredAt?: string): Promise<boolean> => {
    const read = catalogue[kind].safeParse(body)
    if (!read.success) {
      setProblems(
        read.error.issues.map(({ path, message }) => ({
          sentence: message,
          ...(path.length === 0 ? {} : { field: path.map(String).join('.') }),
        })),
      )
      return false
    }
    const id = await chart(kind, body, occurredAt)
    if (id === null) return false
    setProblems([])
    onDone()
    return true
  }
  return { problems, setProblems, record }
}

/** A number typed into a form, or undefined where the field was left empty. */
export function numberIn(data: FormData, name: string): number | undefined {
  const text = data.get(name)
  if (typeof text !== 'string' || text.trim() === '') return undefined
  const value = Number(text)
  return Number.isFinite(value) ? value : undefined
}

export function textIn(data: FormData, name: string): string {
  const text = data.get(name)
  return typeof text === 'string' ? text.trim() : ''
}

/** Leaves out members that were not given: the record holds no empty values. */
export function given<T extends Record<string, unknown>>(body: T): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined && value !== ''))
}
