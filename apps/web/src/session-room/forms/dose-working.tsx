'use client'
import type { Decision } from '@holdspace/kit/decision'
import type { DoseWorking } from '@holdspace/protocols/dose-request'
import { Notice } from '@holdspace/ui/notice'

/** The working of a dose as lines, and the one line that is read back; or the refusal with its name. */
export function DoseWorkingView({ worked }: { readonly worked: Decision<DoseWorking> }) {
  if (!worked.ok) {
    return (
      <Notice level="medium" title={worked.refusal.sentence}>
        <span className="text-caption text-muted">{worked.refusal.code}</span>
      </Notice>
    )
  }
  const { lines, line, warnings, overridden } = worked.value
  return (
    <section aria-label="Working" className="flex flex-col gap-3 rounded-card border border-line bg-soft p-4">
      <p className="text-lead" data-dose-line>
        <span className="text-muted">DOSE </span>
        <strong className="font-bold">{line}</strong>
      </p>
      <table className="w-full table-fixed text-caption tabular-nums">
        <caption className="sr-only">How the dose was worked out</caption>
        <tbody>
          {lines.map((one) => (
            <tr key={one.what} className="align-top">
              <th scope="row" className="w-1/4 py-0.5 pr-3 text-left font-regular text-muted">
                {one.what}
              </th>
              <td className="py-0.5 pr-3">{one.how}</td>
              {/* A figure keeps its unit by itself; a result in words, such as how it is taken, may take several lines. */}
              <td className="w-2/5 py-0.5 text-right font-strong">{one.result}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {warnings.map((warning) => (
        <Notice key={warning.code} level="low" title={warning.sentence} />
      ))}
      {overridden.map((one) => (
        <Notice key={one.code} level="medium" title={`${one.sentence} Reason: ${one.reason}`} />
      ))}
    </section>
  )
}
