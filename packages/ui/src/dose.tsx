import type { Mcg, McgPerKg, Microlitres } from '@holdspace/kit/amounts'
import { formatMg, formatMgPerKg, formatMl } from '@holdspace/kit/format-amount'

export interface DoseProps {
  readonly amount: Mcg
  readonly volume?: Microlitres
  readonly perKg?: McgPerKg
  /** Ketamine and esketamine are told apart by full name and route (DS10), so neither is ever left out. */
  readonly drug: string
  readonly route: string
  readonly size?: 'regular' | 'large'
}

/** A dose as the NHS display rules have it: the label DOSE, amount and unit bold, on one line (DS1–DS7, DS10, DS11). */
export function Dose({ amount, volume, perKg, drug, route, size = 'regular' }: DoseProps) {
  return (
    <span className={size === 'large' ? 'text-title' : undefined}>
      <span>
        {drug} {route} –{' '}
      </span>
      <span className="whitespace-nowrap">
        <span className="text-[0.85em] text-muted">DOSE</span> <strong className="font-bold">{formatMg(amount)}</strong>
      </span>
      {volume === undefined ? null : (
        <>
          {' '}
          <span className="whitespace-nowrap">= {formatMl(volume)}</span>
        </>
      )}
      {perKg === undefined ? null : (
        <>
          {' '}
          <span className="whitespace-nowrap text-muted">({formatMgPerKg(perKg)})</span>
        </>
      )}
    </span>
  )
}
