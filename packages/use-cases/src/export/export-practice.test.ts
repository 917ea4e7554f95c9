import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { approveProtocols } from '@holdspace/fixture-clinic/approve-protocols'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import { helenAmes, juniperRow, maraQuist, marigoldHouse } from '@holdspace/fixture-clinic/people'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { openRoom, roomDevice } from '@holdspace/fixture-clinic/session-room'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import type { PracticeId } from '@holdspace/kit/ids'
import { verifySessionChain } from '@holdspace/proof/verify-chain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportPractice } from './export-practice.ts'

let clinic: TestHouse
beforeAll(async () => {
  clinic = await testHouse()
  const quist = actAs(maraQuist, clinic.clock.now, 2)
  await approveProtocols(clinic.house, actAs(helenAmes, clinic.clock.now))
  const marisol = await openChart(clinic.house, quist, marisolFromValley)
  const session = await openRoom(clinic.house, quist, {
    patientId: marisol,
    protocolId: 'kap-iv-6-in-3wk',
    room: 'Cedar',
  })
  const nurse = roomDevice(clinic.house, quist, session)
  for (let beat = 60; beat < 65; beat += 1) await nurse.chart('vitals-taken', { heartRateBpm: beat, source: 'typed' })
})
afterAll(() => clinic.stop())

async function exported(practiceId: PracticeId) {
  const decision = await exportPractice(clinic.house, { kind: 'system', practiceId, reason: 'a test' })
  if (!decision.ok) throw new Error(decision.refusal.sentence)
  const files = new Map<string, string[]>()
  for await (const { file, line } of decision.value) files.set(file, [...(files.get(file) ?? []), line])
  return files
}

describe('an export of a practice', () => {
  it('holds its resources as NDJSON, with version and time', async () => {
    const files = await exported(marigoldHouse.practiceId)
    const [patient, ...more] = (files.get('fhir/Patient.ndjson') ?? []).map((line) => JSON.parse(line))
    expect(more).toEqual([])
    expect(patient).toMatchObject({
      resourceType: 'Patient',
      meta: { versionId: '1' },
      name: expect.arrayContaining([expect.objectContaining({ family: 'Ybarra-Quinn' })]),
    })
    expect(files.get('fhir/Condition.ndjson')?.length).toBeGreaterThan(2)
  })

  it('holds a ledger that verifies without Holdspace (EX4)', async () => {
    const lines = (await exported(marigoldHouse.practiceId)).get('ledger.jsonl') ?? []
    const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))
    const entries = lines
      .map((line) => JSON.parse(line))
      .map(({ leaf, header, body, salt }) => ({
        leafHash: new Uint8Array(Buffer.from(leaf, 'hex')),
        headerBytes: bytes(header),
        bodyBytes: bytes(body),
        salt: bytes(salt),
      }))
    expect(entries.length).toBeGreaterThanOrEqual(6)
    expect(verifySessionChain(entries, clinic.house.hashing.sha256).error).toBeUndefined()
  })

  it('is read by the stand-alone verifier as it is written, and a changed byte is named (EX4, attack 11)', async () => {
    const lines = (await exported(marigoldHouse.practiceId)).get('ledger.jsonl') ?? []
    const { session } = JSON.parse(lines[0] ?? '')
    expect(verified(lines)).toMatchObject({ status: 0, stdout: expect.stringContaining('Everything holds') })
    const bent = lines.with(2, JSON.stringify({ ...JSON.parse(lines[2] ?? ''), body: 'e30=' }))
    expect(verified(bent)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining(`session ${session}: body-mismatch at entry 3`),
    })
  })

  it('holds nothing of another practice', async () => {
    expect((await exported(juniperRow.practiceId)).get('ledger.jsonl')).toBeUndefined()
    expect((await exported(juniperRow.practiceId)).get('fhir/Patient.ndjson')).toBeUndefined()
  })
})

const verifier = fileURLToPath(new URL('../../../domain/proof/verifier/verify.mjs', import.meta.url))

/** What the verifier says of these lines, run as a stranger would run it. */
function verified(lines: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'holdspace-export-'))
  try {
    writeFileSync(join(folder, 'ledger.jsonl'), `${lines.join('\n')}\n`)
    return spawnSync(process.execPath, [verifier, join(folder, 'ledger.jsonl')], { encoding: 'utf8' })
  } finally {
    rmSync(folder, { recursive: true })
  }
}
