import { importLimits } from '@holdspace/clinic/referral/limits'
import type { Decision } from '@holdspace/kit/decision'
import type { Answers } from '../outputs.ts'
import { attempt } from '../refusal-of.ts'
import type { useTRPCClient } from '../trpc.tsx'

type Received = Answers['referral']['receive']

/** Sends one file as its very bytes. Too large is said here, before 20 MB travel for nothing. */
export async function sendFile(trpc: ReturnType<typeof useTRPCClient>, file: File): Promise<Decision<Received>> {
  if (file.size > importLimits.bytes) return { ok: false, refusal: tooLarge(file.size) }
  const base64 = await base64Of(file)
  if (base64 === null) return { ok: false, refusal: unreadable }
  const context = { alone: true }
  return attempt(() => trpc.referral.receive.mutate({ fileName: file.name, base64 }, { context }))
}

function base64Of(file: File): Promise<string | null> {
  return new Promise((resolve) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^data:[^,]*,/, ''))
    reader.onerror = () => resolve(null)
    reader.readAsDataURL(file)
  })
}

const tooLarge = (bytes: number) =>
  ({
    family: 'too-large',
    code: 'referral-too-large',
    sentence: `This file has ${(bytes / 1024 / 1024).toFixed(1)} MB; a referral may have 20 MB. It was not sent. Ask the sender for this one person only.`,
  }) as const

const unreadable = {
  family: 'invalid',
  code: 'file-unreadable',
  sentence: 'The browser could not read this file. It may have been moved or opened elsewhere; choose it again.',
} as const
