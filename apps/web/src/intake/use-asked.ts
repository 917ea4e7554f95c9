import type { Decision } from '@holdspace/kit/decision'
import { useCallback, useEffect, useState } from 'react'
import { doorClient } from '../door-client.ts'
import { attempt } from '../refusal-of.ts'

type Client = Awaited<ReturnType<typeof doorClient>>

/** Asks once when the page opens; null while the answer is on its way. `question` keeps its identity between draws. */
export function useAsked<T>(question: (client: Client) => Promise<T>): Decision<T> | null {
  const [asked, setAsked] = useState<Decision<T> | null>(null)
  const ask = useCallback(async () => setAsked(await attempt(async () => question(await doorClient()))), [question])
  useEffect(() => {
    void ask()
  }, [ask])
  return asked
}
