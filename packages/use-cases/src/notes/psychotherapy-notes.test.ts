import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { privateNoteId } from '@holdspace/clinic/notes/psychotherapy-note'
import { inPractice } from '@holdspace/db/database'
import { asAuthor, sealedNotesOf } from '@holdspace/db/psychotherapy-note-store'
import { asOwner, freshDatabase } from '@holdspace/db/testing'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import {
  danaWhitfield,
  type FixturePerson,
  helenAmes,
  inesCalder,
  lenaOkafor,
  maraQuist,
  marigoldHouse,
  priyaRaman,
  rosaVance,
  samReyes,
  theoLind,
} from '@holdspace/fixture-clinic/people'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import type { PatientId } from '@holdspace/kit/ids'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { backUp } from '../export/back-up.ts'
import { exportPractice } from '../export/export-practice.ts'
import { restore } from '../export/restore.ts'
import { keepPsychotherapyNote, readPsychotherapyNotes } from './psychotherapy-notes.ts'

/** Said nowhere else in the house, so that wherever it turns up the note has leaked. */
const canary = 'heliotrope-cormorant-71'

let clinic: TestHouse
let marisol: PatientId
const { practiceId } = marigoldHouse
const as = (person: FixturePerson) => actAs(person, clinic.clock.now)
const noteId = privateNoteId.parse('018f2222-0000-7000-8000-000000000001')
const keeping = () => ({ noteId, patientId: marisol, version: 1, title: canary, words: `Her dream of the ${canary}.` })

beforeAll(async () => {
  clinic = await testHouse()
  marisol = await openChart(clinic.house, as(maraQuist), marisolFromValley)
  const kept = await keepPsychotherapyNote(clinic.house, as(lenaOkafor), keeping())
  if (!kept.ok) throw new Error(kept.refusal.sentence)
})
afterAll(() => clinic.stop())

/** Every column of every table, as the owner of the database reads it, written out as text. */
async function wholeDatabase(ownerUrl: string): Promise<string> {
  return asOwner(ownerUrl, async (owner) => {
    const { rows: tables } = await owner.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('clinic', 'identity')`,
    )
    await owner.query(`select set_config('app.practice', $1, false)`, [practiceId])
    await owner.query(`select set_config('app.membership', $1, false)`, [lenaOkafor.membershipId])
    const parts: string[] = []
    for (const { name } of tables) {
      const { rows } = await owner.query<{ line: string }>(`select t::text as line from ${name} t`)
      for (const { line } of rows) parts.push(line, ...bytesIn(line))
    }
    return parts.join('\n')
  })
}

/** Byte columns come out in hex: what they hold, read as text. */
function bytesIn(line: string): string[] {
  return [...line.matchAll(/\\\\?x([0-9a-f]{8,})/g)].map(([, hex]) => Buffer.from(hex ?? '', 'hex').toString('latin1'))
}

describe('given a psychotherapy note (45 CFR 164.501)', () => {
  test('then its author reads it back, and a repeated saving is one version', async () => {
    expect((await keepPsychotherapyNote(clinic.house, as(lenaOkafor), keeping())).ok).toBe(true)
    const other = { ...keeping(), words: 'Other words under the same version' }
    expect(await keepPsychotherapyNote(clinic.house, as(lenaOkafor), other)).toMatchObject({
      refusal: { code: 'note-saved-elsewhere' },
    })
    const read = await readPsychotherapyNotes(clinic.house, as(lenaOkafor), { patientId: marisol })
    expect(read).toMatchObject({ ok: true, value: { notes: [{ noteId, version: 1, title: canary }] } })
  })

  test.each([helenAmes, maraQuist, theoLind, priyaRaman, danaWhitfield, inesCalder, samReyes])(
    'then $displayName ($role) is shown nothing of it, whatever duty they hold (M18)',
    async (person) => {
      const everyDuty = { ...as(person), duties: ['medical-director', 'privacy-officer', 'supervisor'] as const }
      const read = await readPsychotherapyNotes(clinic.house, everyDuty, { patientId: marisol })
      if (read.ok) expect(read.value.notes).toEqual([])
      else expect(['not-permitted', 'not-found']).toContain(read.refusal.family)
    },
  )

  test('then another therapist of the same patient has their own vault, and cannot take over a note by its id', async () => {
    const rosa = { ...as(rosaVance), guestPatients: [marisol] }
    const read = await readPsychotherapyNotes(clinic.house, rosa, { patientId: marisol })
    expect(read).toMatchObject({ ok: true, value: { notes: [] } })
    const own = { ...keeping(), title: '', words: 'Mine' }
    expect((await keepPsychotherapyNote(clinic.house, rosa, own)).ok).toBe(true)
    const lena = await readPsychotherapyNotes(clinic.house, as(lenaOkafor), { patientId: marisol })
    expect(lena).toMatchObject({ ok: true, value: { notes: [{ title: canary }] } })
  })

  test('then the database shows no row to a transaction that does not say whose it is', async () => {
    const count = async (author: FixturePerson | null) => {
      const ask = (tx: Parameters<typeof sealedNotesOf>[0]) =>
        sealedNotesOf(tx, practiceId, lenaOkafor.membershipId, marisol)
      const { db } = clinic.house
      const rows =
        author === null
          ? await inPractice(db, practiceId, ask)
          : await asAuthor(db, practiceId, author.membershipId, ask)
      return rows.length
    }
    expect(await count(null)).toBe(0)
    expect(await count(helenAmes)).toBe(0)
    expect(await count(lenaOkafor)).toBe(1)
  })

  test('then not even the author writes into another author’s vault', async () => {
    await expect(
      asAuthor(clinic.house.db, practiceId, helenAmes.membershipId, (tx) =>
        tx.execute(`insert into clinic.psychotherapy_note (practice_id, author_id, id, version, patient_id, sealed, written_at)
          values ('${practiceId}', '${lenaOkafor.membershipId}', '${noteId}', 9, '${marisol}', '\\x00', now())`),
      ),
    ).rejects.toThrow()
  })

  test('then no column of any table holds a word of it, not even to the owner of the database (S08)', async () => {
    const everything = await wholeDatabase(clinic.ownerUrl)
    expect(everything.length).toBeGreaterThan(10_000)
    expect(everything).toContain(lenaOkafor.membershipId)
    expect(everything).not.toContain(canary)
    expect(everything).not.toContain('cormorant')
  })

  test('then the access record says that she opened her notes, and nothing of them', async () => {
    const { rows } = await asOwner(clinic.ownerUrl, async (owner) => {
      await owner.query(`select set_config('app.practice', $1, false)`, [practiceId])
      return owner.query(
        `select actor_name, details, subject_id from clinic.audit_event where act = 'psychotherapy-note.keep' and patient_id = $1`,
        [marisol],
      )
    })
    expect(rows.length).toBeGreaterThan(1)
    for (const row of rows) expect(row).toMatchObject({ details: {}, subject_id: null })
  })

  test('then an export of the practice does not have it, nor say that there is one', async () => {
    const decision = await exportPractice(clinic.house, { kind: 'system', practiceId, reason: 'a test' })
    if (!decision.ok) throw new Error(decision.refusal.sentence)
    const lines: string[] = []
    for await (const { file, line } of decision.value) lines.push(file, line)
    expect(lines.length).toBeGreaterThan(4)
    expect(lines.join('\n')).not.toMatch(new RegExp(`${canary}|psychotherapy[-_ ]?note`, 'i'))
  })

  test('then a backup carries it sealed: nothing to read in the file, and after a restore its author reads it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'holdspace-vault-'))
    const empty = await freshDatabase()
    try {
      const path = join(folder, 'marigold.backup')
      expect((await backUp(clinic.house, { path, ownerUrl: clinic.ownerUrl })).ok).toBe(true)
      expect(readFileSync(path).includes(canary)).toBe(false)
      expect((await restore(clinic.house, { path, ownerUrl: empty.ownerUrl })).ok).toBe(true)
      const elsewhere = { ...clinic.house, db: empty.db }
      const read = await readPsychotherapyNotes(elsewhere, as(lenaOkafor), { patientId: marisol })
      expect(read).toMatchObject({ ok: true, value: { notes: [{ title: canary }] } })
    } finally {
      rmSync(folder, { recursive: true, force: true })
      await empty.stop()
    }
  })

  test('then with another secret key, or moved to another patient, nothing opens', async () => {
    const otherKey = { ...clinic.house, secretKey: 'another secret key that only this test uses, 64 characters long.' }
    await expect(readPsychotherapyNotes(otherKey, as(lenaOkafor), { patientId: marisol })).rejects.toThrow()
  })
})
