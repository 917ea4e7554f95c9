import { dateInZone, formatDate } from '@holdspace/kit/calendar-words'
import { cautions } from '@holdspace/protocols/feasibility'
import { openLimits } from '@holdspace/protocols/limits-set'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import { AlertMark } from '@holdspace/ui/alert-mark'
import { Link } from '@holdspace/ui/link'
import { Notice } from '@holdspace/ui/notice'
import type { ReactNode } from 'react'
import { CourseTable, FollowUpTable } from './course-tables.tsx'
import { DoseTable } from './dose-table.tsx'
import { LimitsTable } from './limits-table.tsx'
import { MonitoringTable } from './monitoring-table.tsx'
import { DischargeTable, StaffingTable, WeightTable } from './other-tables.tsx'
import { SourceList } from './source-list.tsx'
import { mayBeTakenIntoUse } from './status.ts'
import { StatusBadge } from './status-badge.tsx'
import { careRoleWords } from './words.ts'

/** Reads like a well-set article: what it is, then dose, monitoring, limits, discharge, people, sources. */
export function ProtocolArticle({ protocol, zone }: { readonly protocol: ProtocolVersion; readonly zone: string }) {
  const open = openLimits(protocol).length
  return (
    <article className="flex max-w-4xl flex-col gap-9">
      <div className="flex flex-col gap-3">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-lead">
          <StatusBadge status={protocol.status} />
          <span>Version {protocol.version}</span>
          {protocol.effectiveFrom === null ? null : <span>In effect from {formatDate(protocol.effectiveFrom)}</span>}
          {protocol.reviewBy === null ? null : <span>Review by {formatDate(protocol.reviewBy)}</span>}
        </p>
        {protocol.approvals.map((one) => (
          <p key={one.signatureId} className="text-lead">
            Approved by <strong className="font-bold">{one.legalName}</strong>, {careRoleWords[one.role]}, on{' '}
            {formatDate(dateInZone(one.at, zone))}.
          </p>
        ))}
        <p className="text-muted">{protocol.changeNote.replace(/\.?$/, '.')}</p>
        {cautions(protocol).map((caution) => (
          <p key={caution}>
            <AlertMark level="medium" look="plain">
              {caution}
            </AlertMark>
          </p>
        ))}
        {open === 0 ? null : (
          <Notice level="medium" title={`${open} ${open === 1 ? 'value is' : 'values are'} open`}>
            They are marked below. A clinician settles each with a value and a source before this version can be
            approved.
          </Notice>
        )}
        {mayBeTakenIntoUse(protocol.status) ? (
          <p className="xl:hidden">
            <Link href="#take-into-use">Take into use</Link>
          </p>
        ) : null}
      </div>
      <Section title="Dose">
        <DoseTable protocol={protocol} />
      </Section>
      <Section title="Course">
        <CourseTable protocol={protocol} />
      </Section>
      <Section title="Weight">
        <WeightTable protocol={protocol} />
      </Section>
      <Section title="Monitoring">
        <MonitoringTable protocol={protocol} />
      </Section>
      <Section title="Limits">
        <LimitsTable protocol={protocol} />
      </Section>
      <Section title="Discharge">
        <DischargeTable protocol={protocol} />
      </Section>
      <Section title="After each session">
        <FollowUpTable protocol={protocol} />
      </Section>
      <Section title="People">
        <StaffingTable protocol={protocol} />
      </Section>
      <Section title="Sources">
        <SourceList sources={protocol.sources} />
      </Section>
    </article>
  )
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-2 text-title">{title}</h2>
      {children}
    </section>
  )
}
