'use client'
import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { RouterProvider } from 'react-aria-components'
import { I18nProvider } from 'react-aria-components/I18nProvider'

/**
 * Lets every link and menu of the design system move within the app without loading the page anew, and fixes how
 * numbers are read: `1.5` is one and a half on every tablet, whatever language it was set to (M01).
 */
export function Providers({ children }: { readonly children: ReactNode }) {
  const router = useRouter()
  return (
    <I18nProvider locale="en-US">
      <RouterProvider navigate={(href) => router.push(href)}>{children}</RouterProvider>
    </I18nProvider>
  )
}
