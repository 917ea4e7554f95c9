import type { Decision } from '@holdspace/kit/decision'
import { useCallback, useEffect, useState } from 'react'
import { useDoorClient } from '../door-client.ts'
import type { Answers } from '../outputs.ts'
import { attempt } from '../refusal-of.ts'

export type OwnPacket = Answers['packet']['own']

/** The patient's own packet, and how to ask for it anew; null while it is on its way. */
export function useOwnPacket() {
  const client = useDoorClient()
  const [own, setOwn] = useState<Decision<OwnPacket> | null>(null)
  const refresh = useCallback(async () => {
    setOwn(await attempt(async () => (await client()).packet.own.query()))
  }, [client])
  useEffect(() => {
    void refresh()
  }, [refresh])
  return { own, refresh }
}
