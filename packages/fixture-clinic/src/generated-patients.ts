import type { House } from '@holdspace/use-cases/house'
import { actAs } from './act-as.ts'
import { type Referred, referralOf } from './demo-referrals.ts'
import { openChart } from './open-chart.ts'
import { theoLind } from './people.ts'
import type { ReferralFixture } from './referrals.ts'

const firstHalves =
  'Alder Ash Birch Briar Cedar Clover Elm Fern Hazel Heath Ivy Juniper Larch Linden Maple Myrtle Oak Rowan Sage Thorn'.split(
    ' ',
  )
const secondHalves =
  'by croft dale den field ford gate ham hurst land ley moor more ridge side stead ton vale well wick'.split(' ')
const givenNames =
  'Agnes Anton Bela Bruno Carla Cyril Dora Edgar Elsa Emil Flora Georg Greta Hugo Ida Ivan Jana Karl Lotte Max Nora Otto Paula Quentin Rita Simon Thea Ulla Viktor Wanda'.split(
    ' ',
  )

const problems = [
  { code: '66344007', text: 'Recurrent major depressive disorder', since: '2016-04' },
  { code: '47505003', text: 'Posttraumatic stress disorder', since: '2018-09' },
  { code: '21897009', text: 'Generalized anxiety disorder', since: '2012-01' },
] as const

function pick<T>(from: readonly T[], at: number): T {
  const found = from[at % from.length]
  if (found === undefined) throw new Error('there is nothing to pick from')
  return found
}

/** The same number gives the same person; no two numbers below 12,000 share a name. */
export function generatedPerson(number: number): Referred {
  const family = `${pick(firstHalves, number)}${pick(secondHalves, Math.floor(number / firstHalves.length))}`
  const given = pick(givenNames, Math.floor(number / (firstHalves.length * secondHalves.length)))
  const year = 1945 + ((number * 7) % 58)
  const month = String(1 + ((number * 5) % 12)).padStart(2, '0')
  const day = String(1 + ((number * 11) % 28)).padStart(2, '0')
  return {
    family,
    given: [given],
    gender: number % 2 === 0 ? 'female' : 'male',
    birthDate: `${year}-${month}-${day}`,
    problems: [pick(problems, number)],
    allergies: number % 3 === 0 ? 'none-known' : 'not-asked',
    medicines: [],
    weightKg: 52 + ((number * 13) % 60),
  }
}

/** As the referring practice sends it, with a record number of its own for each. */
function generatedReferral(number: number): ReferralFixture {
  const person = generatedPerson(number)
  const { text } = referralOf(person)
  const record = `HV-${person.birthDate.replaceAll('-', '')}`
  return { fileName: `generated-${number}.json`, text: text.replaceAll(record, `HV-G${number}`) }
}

/**
 * Generated patients beside the stories, for measuring what a large clinic feels like (HOLDSPACE_DEMO_SCALE). Each comes
 * in by referral like anybody, so a thousand takes about a minute. `told` hears how many there are, every five hundred.
 */
export async function seedGenerated(
  house: House,
  count: number,
  told: (so: number) => void = () => undefined,
): Promise<void> {
  const desk = actAs(theoLind, house.clock)
  for (let number = 0; number < count; number += 1) {
    await openChart(house, desk, generatedReferral(number))
    if ((number + 1) % 500 === 0) told(number + 1)
  }
}
