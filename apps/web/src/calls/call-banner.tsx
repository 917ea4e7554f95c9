'use client'
import { Button } from '@holdspace/ui/button'
import { LinkButton } from '@holdspace/ui/link'
import { Notice } from '@holdspace/ui/notice'
import { sayToast } from '@holdspace/ui/toast'
import { usePathname } from 'next/navigation'
import { type RefObject, useEffect, useRef } from 'react'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import { soundIfWanted } from './call-sound.ts'
import { type ShownCall, useCalls, useIsDeaf } from './use-calls.ts'

/**
 * Who waits for help, on every screen of the practice, locked or not. It names a room and never a patient (RULINGS 17). It
 * stands above the page and pushes it down, so that it covers nothing one may need to press, and stays in sight above the
 * patient's banner. Nothing flashes, and nothing sounds unless this device was told to. In the page it comes last, behind
 * the link that skips to the main part.
 */
export function CallBanner({ isLocked }: { readonly isLocked: boolean }) {
  const calls = useCalls()
  const isDeaf = useIsDeaf()
  const box = useRef<HTMLDivElement>(null)
  useTitle(calls)
  useSound(calls)
  useHeight(box)
  return (
    <div
      ref={box}
      data-screen-only
      // Also beside an open dialog a call is heard, and answered.
      data-react-aria-top-layer="true"
      className="sticky top-0 z-70 order-first flex flex-col bg-paper [overflow-wrap:anywhere]"
    >
      <div role="alert" data-calls className="flex flex-col gap-px">
        {calls.map((call) => (
          <CallCard key={call.callId} call={call} isLocked={isLocked} />
        ))}
      </div>
      <div role="status">
        {isDeaf ? (
          <p className="flex min-h-9 items-center justify-center bg-low-soft px-4 py-1.5 text-center font-strong text-low">
            Calls for help do not reach this screen just now.
          </p>
        ) : null}
      </div>
    </div>
  )
}

/** How far everything that sticks to the top has to stay down. */
function useHeight(box: RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const { current } = box
    if (current === null) return
    const root = document.documentElement
    const watch = new ResizeObserver(() => root.style.setProperty('--calls-height', `${current.offsetHeight}px`))
    watch.observe(current)
    return () => {
      watch.disconnect()
      root.style.removeProperty('--calls-height')
    }
  }, [box])
}

function CallCard({ call, isLocked }: { readonly call: ShownCall; readonly isLocked: boolean }) {
  const seat = isLocked ? null : call.seat
  const isOwn = seat?.isOwn === true
  return (
    <div className="[&>*]:rounded-none">
      <Notice level="high" title={titleOf(call, isOwn)} actions={seat === null ? undefined : <Acts call={call} />}>
        {call.escalated ? 'Nobody has answered for a minute: everybody is asked now. ' : null}
        {seat === null ? 'Go there, or unlock to say that you come.' : null}
        {seat !== null && !isOwn ? `${seat.calledBy} called.` : null}
        {isOwn && !call.escalated ? 'Nobody has answered yet.' : null}
      </Notice>
    </div>
  )
}

function titleOf({ room, emergency }: ShownCall, isOwn: boolean): string {
  if (isOwn) return emergency ? `You called an emergency in ${room}` : `You asked for help in ${room}`
  return emergency ? `Emergency in ${room}` : `Help wanted in ${room}`
}

function Acts({ call: { callId, seat } }: { readonly call: ShownCall }) {
  const trpc = useTRPCClient()
  const path = usePathname()
  if (seat === null) return null
  const answer = async (calledOff: boolean) => {
    const answered = await attempt(() => trpc.help.answer.mutate({ callId, calledOff }))
    if (!answered.ok) sayToast({ level: 'high', title: 'Not said', detail: answered.refusal.sentence })
  }
  const room = `/sessions/${seat.sessionId}`
  return (
    <>
      {seat.isOwn ? <Button onPress={() => void answer(true)}>Nobody needs to come</Button> : null}
      {!seat.isOwn && seat.mayAnswer ? (
        <Button variant="primary" onPress={() => void answer(false)}>
          I am coming
        </Button>
      ) : null}
      {seat.sessionId === null || path === room ? null : <LinkButton href={room}>Open the room</LinkButton>}
    </>
  )
}

/** The name of the tab says it too, for whoever looks at another. */
function useTitle(calls: readonly ShownCall[]): void {
  const path = usePathname()
  const [first] = calls
  const words = first === undefined ? null : `▲ ${titleOf(first, first.seat?.isOwn === true)}`
  useEffect(() => {
    if (words === null) return
    const before = document.title
    document.title = `${words} · ${before}`
    return () => {
      document.title = document.title === `${words} · ${before}` ? before : document.title
    }
    // Another page brings another title, which is then put behind the call as well.
  }, [words, path])
}

/** A call of somebody else that is new, or that nobody answered, sounds once where sound is wanted. */
function useSound(calls: readonly ShownCall[]): void {
  const heard = useRef(new Set<string>())
  useEffect(() => {
    const keys = calls.filter(({ seat }) => seat?.isOwn !== true).map((call) => `${call.callId} ${call.escalated}`)
    if (keys.some((key) => !heard.current.has(key))) soundIfWanted()
    heard.current = new Set(keys)
  }, [calls])
}
