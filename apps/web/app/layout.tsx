import { FocusKeeper } from '@holdspace/ui/focus-keeper'
import { isTheme, themeCookie, themeScript } from '@holdspace/ui/theme'
import type { Metadata, Viewport } from 'next'
import { cookies, headers } from 'next/headers'
import type { ReactNode } from 'react'
import { nonceOf } from '../src/nonce.ts'
import { Providers } from '../src/providers.tsx'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Holdspace', template: '%s · Holdspace' },
  description: 'The record of care for clinics that give ketamine infusions and ketamine-assisted psychotherapy.',
  robots: { index: false, follow: false },
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1 }

/** Reads the request on every page, so that nothing is drawn at build time and each answer carries its own nonce (S32). */
export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const nonce = nonceOf((await headers()).get('content-security-policy'))
  const chosen = (await cookies()).get(themeCookie)?.value
  return (
    <html lang="en" {...(isTheme(chosen) ? { 'data-theme': chosen } : {})} suppressHydrationWarning>
      <head>
        {/* A constant of ours that must run before the first paint, or the room would see a bright frame (LL3). */}
        <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: themeScript }} />
      </head>
      <body>
        <FocusKeeper />
        <Providers>{children}</Providers>
      </body>
    </html>
  )
}
