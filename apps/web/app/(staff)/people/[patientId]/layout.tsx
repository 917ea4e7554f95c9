import { patientId as patientIdSchema } from '@holdspace/kit/ids'
import { PatientBanner } from '@holdspace/ui/patient-banner'
import type { ReactNode } from 'react'
import { whoIsHere } from '../../../../src/ask.ts'
import { bannerAsked } from '../../../../src/people/banner-asked.ts'
import { ChartTabs } from '../../../../src/people/chart-tabs.tsx'
import { tabsFor } from '../../../../src/people/tabs-of-chart.ts'
import { bannerOf } from '../../../../src/people/words.ts'

interface ChartFrame {
  readonly params: Promise<{ patientId: string }>
  readonly children: ReactNode
}

/**
 * The frame of one person's chart: whose it is, always in sight, and the ways through it. Whoever may not read charts and
 * has business with one page of it (the privacy officer with what is shared) meets that page alone.
 */
export default async function ChartLayout({ params, children }: ChartFrame) {
  const here = await whoIsHere()
  const asked = patientIdSchema.safeParse((await params).patientId)
  if (here.standing !== 'active' || !asked.success) return children
  const banner = await bannerAsked(asked.data)
  if (!banner.ok) return children
  return (
    <div data-page className="flex min-w-0 flex-1 flex-col">
      <PatientBanner {...bannerOf(banner.value)} identifier={banner.value.mrn} />
      <ChartTabs patientId={asked.data} tabs={tabsFor(here.who.role, here.who.duties)} />
      <div data-page-body className="flex min-w-0 flex-1 flex-col">
        {children}
      </div>
    </div>
  )
}
