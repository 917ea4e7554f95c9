'use client'
import type { Decision } from '@holdspace/kit/decision'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { useState } from 'react'
import { problemsOf } from './problems-of-refusal.ts'

/** What a details form was told no for, and whether it must now ask why this is somebody else (M17). */
export function useRefused() {
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const [isTwin, setTwin] = useState(false)
  const told = <T>(answer: Decision<T>): T | null => {
    if (answer.ok) return answer.value
    const { refusal } = answer
    if (refusal.code === 'probable-duplicate') setTwin(true)
    // The server names a field of the form by its path.
    const field = refusal.field?.split('.').at(-1)
    setProblems(problemsOf(field === undefined ? refusal : { ...refusal, field }, [...fields]))
    return null
  }
  return { problems, setProblems, isTwin, told }
}

const fields = ['family', 'given', 'phone', 'email', 'emergencyPhone', 'birthDate', 'reason', 'notTheSamePersonBecause']
