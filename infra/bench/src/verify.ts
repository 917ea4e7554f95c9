import { marigoldHouse } from '@holdspace/fixture-clinic/people'
import { verifyLedger } from '@holdspace/use-cases/verify/verify-ledger'
import { benchHouse } from './bench-house.ts'
import type { BenchClinic } from './clinic.ts'
import type { Figure } from './measure.ts'
import { round } from './measure.ts'

/** Every entry the benchmarks and the demo recorded, recomputed from its bytes: leaf, commitment to its body, link, signed heads. */
export async function verifyFigures(clinic: BenchClinic): Promise<Figure[]> {
  const { databaseUrl } = clinic.demo()
  const { house, close } = benchHouse({
    databaseUrl,
    secretKey: clinic.secretKey(),
    address: clinic.server().address,
  })
  const { practiceId } = marigoldHouse
  const started = performance.now()
  const found = await verifyLedger(house, { kind: 'system', practiceId, reason: 'benchmark' })
  const seconds = (performance.now() - started) / 1000
  await close()
  if (!found.ok) throw new Error(found.refusal.sentence)
  const { entries, sessions, broken } = found.value
  if (broken.length > 0) throw new Error(`${broken.length} sessions do not verify.`)
  const rate = round(entries / seconds, 0)
  return [
    {
      area: 'verify',
      name: 'entries verified, bodies and links included',
      value: rate,
      unit: '/s',
      held: rate,
      bar: { is: 'at-least', must: 180_000, aim: 350_000, unit: '/s' },
      note: `${entries} entries of ${sessions} sessions`,
    },
  ]
}
