import { unitsInWords } from '@holdspace/protocols/limits'
import type { Comparison, Measure } from '@holdspace/protocols/monitor-plan'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import { AlertMark } from '@holdspace/ui/alert-mark'
import { Known } from './sourced-rows.tsx'
import { promptWords, stageWords } from './words.ts'

const measureWords: Record<Measure, string> = {
  sbp: 'systolic',
  dbp: 'diastolic',
  hr: 'pulse',
  spo2: 'SpO2',
  rr: 'respirations',
  moaas: 'MOAA/S',
}

const signs: Record<Comparison['op'], string> = { '<': 'below', '<=': 'at or below', '>': 'above', '>=': 'at or above' }

/** Every limit prompts a person and asks for an answer; none acts by itself. */
export function LimitsTable({ protocol }: { readonly protocol: ProtocolVersion }) {
  return (
    <table className="w-full border-collapse border-line border-y">
      <caption className="pb-2 text-left text-muted">
        Each asks a person for an answer. None starts, stops or changes a medicine by itself.
      </caption>
      <thead className="max-sm:sr-only">
        <tr className="border-line border-b text-left text-caption text-muted">
          <th scope="col" className="py-1.5 pr-4 font-strong">
            When
          </th>
          <th scope="col" className="py-1.5 pr-4 font-strong">
            Then
          </th>
          <th scope="col" className="py-1.5 text-right font-strong">
            Known from
          </th>
        </tr>
      </thead>
      <tbody>
        {protocol.rules.map((rule) => (
          <tr
            key={rule.id}
            className="border-line border-b align-top last:border-b-0 max-sm:flex max-sm:flex-col max-sm:py-1.5"
          >
            <td className="py-2 pr-4 max-sm:py-0.5">
              <span className="block font-strong">
                {rule.any
                  .map((each) => `${measureWords[each.item]} ${signs[each.op]} ${each.value}${unitsInWords[each.item]}`)
                  .join(', or ')}
              </span>
              <span className="text-muted">{rule.stages.map((stage) => stageWords[stage]).join(', ')}</span>
            </td>
            <td className="py-2 pr-4 max-sm:py-0.5">
              <AlertMark level={rule.severity}>{promptWords[rule.prompt]}</AlertMark>
              <span className="mt-1 block">{rule.words}</span>
            </td>
            <td className="py-2 text-right max-sm:py-0.5 max-sm:text-left">
              <Known evidence={rule.evidence} sources={rule.sources} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
