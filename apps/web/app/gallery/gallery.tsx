'use client'
import { AppFrame } from '@holdspace/ui/app-frame'
import { OfflineBar } from '@holdspace/ui/offline-bar'
import { Page } from '@holdspace/ui/page'
import { PatientBanner } from '@holdspace/ui/patient-banner'
import { ThemeSwitch } from '@holdspace/ui/theme-switch'
import { CalendarDays, ClipboardList, FileText, Inbox, Share2, ShieldCheck, UserRound, UsersRound } from 'lucide-react'
import { Forms, VitalsWorkspace } from './forms.tsx'
import { Foundations } from './foundations.tsx'
import { People } from './people.tsx'
import { SessionRoom } from './session-room.tsx'
import { Speaking } from './speaking.tsx'

const places = [
  { href: '/gallery', label: 'Today', icon: <CalendarDays aria-hidden />, current: true, waiting: 3 },
  { href: '/gallery?people', label: 'People', icon: <UsersRound aria-hidden />, current: false },
  { href: '/gallery?referrals', label: 'Referrals', icon: <Inbox aria-hidden />, current: false, waiting: 1 },
  { href: '/gallery?sessions', label: 'Sessions', icon: <ClipboardList aria-hidden />, current: false },
  { href: '/gallery?protocols', label: 'Protocols', icon: <FileText aria-hidden />, current: false },
  { href: '/gallery?sharing', label: 'Sharing', icon: <Share2 aria-hidden />, current: false },
  { href: '/gallery?audit', label: 'Audit', icon: <ShieldCheck aria-hidden />, current: false },
  { href: '/gallery?account', label: 'Account', icon: <UserRound aria-hidden />, current: false },
]

export function Gallery() {
  return (
    <AppFrame
      places={places}
      practice="Marigold House"
      tools={
        <>
          <ThemeSwitch />
          <span className="px-2 font-strong max-sm:hidden">Dr Ames</span>
        </>
      }
      notice={<OfflineBar connection="offline" waiting={3} />}
    >
      <Page
        title="Gallery"
        lede="Every component in every state. What is wrong here is wrong everywhere."
        banner={
          <PatientBanner
            familyName="Rivera"
            givenNames="Ana"
            born="Born 14-Jul-1985 (41y)"
            gender="Female"
            identifier="10472"
            allergies={{ state: 'known', substances: ['penicillin'] }}
            treatment="KAP · IM · session 3 of 6"
            careTeam="Dr Ames · L. Okafor LMFT"
          />
        }
        workspace={<VitalsWorkspace />}
      >
        <SessionRoom />
        <People />
        <Forms />
        <Speaking />
        <Foundations />
      </Page>
    </AppFrame>
  )
}
