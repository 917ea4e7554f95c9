import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { api, whoIsHere } from '../../../src/ask.ts'
import { SignIn } from '../../../src/sign-in.tsx'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage() {
  const here = await whoIsHere()
  if (here.standing !== 'signed-out') redirect('/')
  const demoPeople = await (await api()).signIn.demoPeople()
  return <SignIn then="/" demoPeople={demoPeople} />
}
