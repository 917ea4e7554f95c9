import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { allPractices } from '@holdspace/db/practice-store'
import type { DemoClinic } from '@holdspace/fixture-clinic/seed-demo'
import { demoPeople } from '@holdspace/fixture-clinic/seed-practices'
import type { House } from '@holdspace/use-cases/house'
import type { DemoPerson } from '@holdspace/use-cases/sign-in/demo-person'
import { type Settings, SettingsRefused } from './env.ts'
import { type FillParts, fillAside } from './fill-aside.ts'

export interface Introduction {
  readonly address: string
  readonly publicUrl: string
  readonly ownerUrl: string
  readonly say: (line: string) => void
}

export interface Demo {
  readonly people: readonly DemoPerson[]
  /** Whose stories the clinic of this data folder tells; nobody as long as it is not filled. */
  readonly patients: () => DemoClinic['patients']
  /** Seeds the clinic when the data folder is new. */
  readonly fill: (house: House, parts: FillParts, say: (line: string) => void) => Promise<void>
  /** Writes demo.json and prints the address and one line per role login. */
  readonly introduce: (introduction: Introduction) => void
}

type SeededClinic = DemoClinic & { readonly seededAt: string }

/** The demo clinic of this data folder. Exists only under HOLDSPACE_DEMO=1: production never seeds a person (S55, UP5). */
export function demoOf({ dataDir }: Pick<Settings, 'dataDir'>): Demo {
  const seeded = join(dataDir, 'demo-seed.json')
  const begun = join(dataDir, 'demo-seed.begun')
  return {
    people: demoPeople,
    patients: () => (existsSync(seeded) ? clinicOf(seeded).patients : []),
    fill: async (house, parts, say) => {
      if (existsSync(seeded)) return
      if (existsSync(begun)) {
        throw new SettingsRefused(
          `the demo clinic in ${dataDir} was only half filled when Holdspace was stopped: remove that folder and start again.`,
        )
      }
      if (await isFilledElsewhere(house)) return
      say('Holdspace: filling the demo clinic, Marigold House …')
      writeWhole(begun, '')
      const clinic = await fillAside(parts, say)
      writeWhole(seeded, JSON.stringify({ ...clinic, seededAt: house.clock() }))
      rmSync(begun)
    },
    introduce: (introduction) => {
      if (!existsSync(seeded)) return introduction.say(`Holdspace is at ${introduction.address}`)
      const clinic = clinicOf(seeded)
      writeWhole(join(dataDir, 'demo.json'), `${JSON.stringify(demoFile(introduction, clinic), null, 2)}\n`)
      for (const line of greeting(introduction.address)) introduction.say(line)
    },
  }
}

function clinicOf(seeded: string): SeededClinic {
  return JSON.parse(readFileSync(seeded, 'utf8'))
}

/** A second process on the same database (DATABASE_URL) serves the clinic that the first one filled. */
async function isFilledElsewhere(house: House): Promise<boolean> {
  return (await allPractices(house.db)).length > 0
}

/** The shape others script against (docs/run.md): change it only when an issue says so. */
function demoFile({ address, publicUrl, ownerUrl }: Introduction, clinic: SeededClinic) {
  return {
    baseUrl: address,
    fhirBaseUrl: `${publicUrl}/fhir/r4`,
    databaseUrl: ownerUrl,
    people: demoPeople.map(({ role, name, email, password, totpSecret }) => ({
      role,
      name,
      email,
      password,
      totpSecret,
    })),
    patients: clinic.patients,
    partners: clinic.partners,
    clock: { seededAt: clinic.seededAt },
  }
}

/** The address, and the first person of each role: what somebody who has just typed `npm start` wants to know. */
function greeting(address: string): readonly string[] {
  const ofEachRole = demoPeople.filter((person, at) => demoPeople.findIndex((one) => one.role === person.role) === at)
  const column = (pick: (person: DemoPerson) => string) => Math.max(...ofEachRole.map((person) => pick(person).length))
  const [roles, names, emails] = [column((one) => one.role), column((one) => one.name), column((one) => one.email)]
  return [
    '',
    `Holdspace is at ${address}`,
    '',
    ...ofEachRole.map(
      ({ role, name, email, password }) =>
        `  ${role.padEnd(roles)}  ${name.padEnd(names)}  ${email.padEnd(emails)}  ${password}`,
    ),
    '',
    'The sign-in page also signs you in as any of them with one click. Ctrl-C stops everything.',
  ]
}

/** Appears whole or not at all, and only its owner may read it: it holds the demo's passwords. */
function writeWhole(path: string, text: string): void {
  const draft = `${path}.new`
  const file = openSync(draft, 'w', 0o600)
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(draft, path)
}
