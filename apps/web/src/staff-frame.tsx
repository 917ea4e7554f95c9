'use client'
import { AppFrame } from '@holdspace/ui/app-frame'
import { Menu } from '@holdspace/ui/menu'
import { ThemeSwitch } from '@holdspace/ui/theme-switch'
import {
  Bell,
  CalendarDays,
  ChartLine,
  ChevronDown,
  DoorOpen,
  FileSignature,
  FileText,
  IdCard,
  Inbox,
  ListChecks,
  Lock,
  LogOut,
  type LucideIcon,
  Mail,
  Receipt,
  Share2,
  ShieldCheck,
  Sun,
  UserRound,
  UsersRound,
} from 'lucide-react'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { useCallSound } from './calls/call-sound.ts'
import { Live } from './live/live.tsx'
import { LoginWatch, useLockNow } from './lock/login-watch.tsx'
import { useDowntimeForm } from './lock/use-downtime-form.ts'
import { type PlaceKey, places } from './places.ts'
import { attempt } from './refusal-of.ts'
import { TasksLink } from './tasks/tasks-link.tsx'
import { useTRPCClient } from './trpc.tsx'

const icons: Record<PlaceKey, LucideIcon> = {
  today: Sun,
  calendar: CalendarDays,
  people: UsersRound,
  referrals: Inbox,
  consents: FileSignature,
  protocols: FileText,
  instruments: ListChecks,
  outcomes: ChartLine,
  billing: Receipt,
  sharing: Share2,
  outbox: Mail,
  schedule: DoorOpen,
  members: IdCard,
  audit: ShieldCheck,
  account: UserRound,
}

export interface StaffFrameProps {
  readonly loginId: string
  readonly displayName: string
  readonly practiceName: string
  readonly open: readonly PlaceKey[]
  readonly children: ReactNode
}

/** The frame of everybody who works here: where they may go, who they are, how they leave. */
export function StaffFrame({ loginId, displayName, practiceName, open, children }: StaffFrameProps) {
  const path = usePathname()
  useDowntimeForm()
  const shown = places
    .filter(({ key }) => open.includes(key))
    .map(({ key, href, label }) => {
      const Icon = icons[key]
      return { href, label, icon: <Icon aria-hidden />, current: isIn(path, href) }
    })
  return (
    <Live loginId={loginId}>
      <LoginWatch displayName={displayName}>
        <AppFrame
          places={shown}
          practice={practiceName}
          tools={
            <>
              <TasksLink />
              <ThemeSwitch />
              <OwnMenu displayName={displayName} />
            </>
          }
        >
          {children}
        </AppFrame>
      </LoginWatch>
    </Live>
  )
}

/** A session room belongs to Today, from whose board it is entered. */
function isIn(path: string, href: string): boolean {
  const under = href === '/today' ? [href, '/sessions'] : [href]
  return under.some((each) => path === each || path.startsWith(`${each}/`))
}

function OwnMenu({ displayName }: { readonly displayName: string }) {
  const trpc = useTRPCClient()
  const lockNow = useLockNow()
  const sound = useCallSound()
  const leave = async () => {
    await attempt(() => trpc.signIn.signOut.mutate())
    window.location.reload()
  }
  return (
    <Menu
      trigger={
        <>
          <UserRound aria-hidden className="size-5 sm:hidden" />
          <span className="max-w-40 truncate font-strong max-sm:sr-only">{displayName}</span>
          <ChevronDown aria-hidden className="size-4 text-muted max-sm:hidden" />
        </>
      }
      items={[
        {
          id: 'lock',
          label: 'Lock this screen',
          note: 'You open it again where you left it',
          icon: <Lock aria-hidden className="size-4" />,
          onChoose: lockNow,
        },
        {
          id: 'sound',
          label: sound.isOn ? 'Turn off the sound of calls' : 'Turn on a sound for calls',
          note: 'On this device',
          icon: <Bell aria-hidden className="size-4" />,
          onChoose: sound.toggle,
        },
        { id: 'account', label: 'Account', icon: <UserRound aria-hidden className="size-4" />, href: '/account' },
        {
          id: 'leave',
          label: 'Sign out',
          icon: <LogOut aria-hidden className="size-4" />,
          onChoose: () => void leave(),
        },
      ]}
    />
  )
}
