import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { asOwner } from '@holdspace/db/testing'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { approveProtocols } from '@holdspace/fixture-clinic/approve-protocols'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import { helenAmes, juniperRow, maraQuist, marigoldHouse } from '@holdspace/fixture-clinic/people'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { openRoom, roomDevice } from '@holdspace/fixture-clinic/session-room'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import { checkpointSigner } from '@holdspace/keys/checkpoint-signer'
import { entryId, type SessionId } from '@holdspace/kit/ids'
import { signCheckpoint, verifyCheckpoint } from '@holdspace/proof/checkpoint'
import { parsePaperClaim } from '@holdspace/proof/record-leaf'
import { formatVerifierKey } from '@holdspace/proof/signed-note'
import { verifyTlogProof } from '@holdspace/proof/tlog-proof'
import { utf8, utf8Text } from '@holdspace/proof/utf8'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportPractice } from '../export/export-practice.ts'
import { ledgerOrigin } from '../session/session-names.ts'
import { checkRecord } from '../sign/check-record.ts'
import { fileAddendum } from '../sign/file-addendum.ts'
import { readForSigning } from '../sign/read-for-signing.ts'
import { readPaper } from '../sign/read-paper.ts'
import { sealInLog, sealWaiting } from '../sign/seal-in-log.ts'
import { signSession } from '../sign/sign-session.ts'
import { keepLog } from './keep-log.ts'
import { logKey } from './practice-log.ts'
import { readProof } from './read-proof.ts'
import type { OutsideCheckpoint } from './verify-log.ts'
import { verifyRecord } from './verify-record.ts'

/** TAMPER-EVIDENCE section 4: each attack staged as the database's own administrator, found, and named. */
let clinic: TestHouse
let session: SessionId
let contentHash: string
const practice = marigoldHouse.practiceId
const keeper = { kind: 'system', practiceId: practice, reason: 'a test of the log' } as const
const ames = () => actAs(helenAmes, clinic.clock.now)
const quist = () => actAs(maraQuist, clinic.clock.now, 2)

beforeAll(async () => {
  clinic = await testHouse()
  await approveProtocols(clinic.house, ames())
  const marisol = await openChart(clinic.house, quist(), marisolFromValley)
  session = await openRoom(clinic.house, quist(), { patientId: marisol, protocolId: 'kap-iv-6-in-3wk', room: 'Cedar' })
  const nurse = roomDevice(clinic.house, quist(), session)
  for (let beat = 60; beat < 66; beat += 1) await nurse.chart('vitals-taken', { heartRateBpm: beat, source: 'typed' })
  await nurse.chart('session-ended', { ending: 'ended-without-dose', unmetCriteria: [] })
  const view = await readForSigning(clinic.house, ames(), { sessionId: session })
  if (!view.ok) throw new Error(view.refusal.sentence)
  contentHash = view.value.contentHash
  const signed = await signSession(clinic.house, ames(), {
    id: entryId.parse(clinic.house.newId()),
    sessionId: session,
    meaning: 'responsible-prescriber',
    shownHash: contentHash,
    signWithout: view.value.devices.map((one) => one.deviceId),
  })
  if (!signed.ok) throw new Error(`${signed.refusal.code} ${signed.refusal.sentence} ${signed.refusal.details}`)
})
afterAll(() => clinic.stop())

const sql = (text: string, values: unknown[] = []) =>
  asOwner(clinic.ownerUrl, async (owner) => (await owner.query(text, values)).rows)

async function verified(outside: readonly OutsideCheckpoint[] = []) {
  const found = await verifyRecord(clinic.house, keeper, { by: 'a test', outside })
  if (!found.ok) throw new Error(found.refusal.sentence)
  return found.value
}
const codes = async (outside: readonly OutsideCheckpoint[] = []) =>
  (await verified(outside)).findings.map(({ code }) => code)

/** Tampers with the tables as their owner, lets `look` see it, and puts everything back. */
async function tampering(change: string, look: () => Promise<void>): Promise<void> {
  const tables = [
    'clinic.session',
    'clinic.entry',
    'clinic.entry_body',
    'clinic.log_leaf',
    'clinic.log_checkpoint',
    'clinic.session_paper',
  ]
  await asOwner(clinic.ownerUrl, async (owner) => {
    await owner.query('set session_replication_role = replica')
    for (const table of tables) {
      await owner.query(`create table kept_${table.replace('.', '_')} as select * from ${table}`)
    }
    await owner.query(change)
  })
  try {
    await look()
  } finally {
    await asOwner(clinic.ownerUrl, async (owner) => {
      await owner.query('set session_replication_role = replica')
      for (const table of tables) {
        const { rows } = await owner.query<{ columns: string }>(
          `select string_agg(quote_ident(attname), ', ') as columns from pg_attribute
           where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
          [table],
        )
        const kept = `kept_${table.replace('.', '_')}`
        await owner.query(`delete from ${table}`)
        await owner.query(`insert into ${table} (${rows[0]?.columns}) select ${rows[0]?.columns} from ${kept}`)
        await owner.query(`drop table ${kept}`)
      }
    })
  }
}

async function newestNote(): Promise<Uint8Array> {
  const [row] = await sql('select note from clinic.log_checkpoint order by size desc limit 1')
  return new Uint8Array(row.note)
}

describe('a signed record in the practice’s log', () => {
  it('is a leaf of its own, covered by a checkpoint of its seal, and everything holds', async () => {
    const { check, findings } = await verified()
    expect(findings).toEqual([])
    expect(check).toMatchObject({ sessions: 1, papers: 4, checkpoints: 1, blind: 0, checkedBy: 'a test' })
    expect(check.size).toBe(check.entries + 1)
  })

  it('is checked by anybody with the printed hash and the printed checkpoint, without a word about the patient (SC7)', async () => {
    const checkpoint = utf8Text(await newestNote()) ?? ''
    const found = await checkRecord(clinic.house, { contentHash, checkpoint })
    expect(found).toMatchObject({ known: true, practiceName: 'Marigold House', checkpoint: 'agrees' })
    expect(JSON.stringify(found)).not.toContain('Ybarra')
    if (!found.known || found.log === null) throw new Error('no place in the log')
    const key = logKey(clinic.house, practice)
    const proof = verifyTlogProof(
      utf8(found.log.proof),
      Uint8Array.from(Buffer.from(found.log.leaf, 'hex')),
      [key],
      clinic.house.hashing,
    )
    expect(proof).toMatchObject({ ok: true, value: { size: found.log.size } })
  })

  it('refuses a checkpoint that somebody wrote themselves', async () => {
    const forged = utf8Text(await newestNote())?.replace(/\n\d+\n/, '\n99\n') ?? ''
    expect(await checkRecord(clinic.house, { contentHash, checkpoint: forged })).toMatchObject({ checkpoint: 'forged' })
    const other = checkpointSigner('another installation’s secret key', ledgerOrigin(practice))
    const alien = signCheckpoint(
      { origin: ledgerOrigin(practice), size: 3, root: new Uint8Array(32) },
      [other],
      clinic.house.hashing,
    )
    expect(await checkRecord(clinic.house, { contentHash, checkpoint: utf8Text(alien) ?? '' })).toMatchObject({
      checkpoint: 'forged',
    })
  })

  it('has its paper drawn with the proof, the same bytes every time', async () => {
    const read = await readPaper(clinic.house, ames(), { sessionId: session, paper: 'letter' })
    const again = await readPaper(clinic.house, ames(), { sessionId: session, paper: 'letter' })
    expect(read.ok && again.ok && Buffer.from(read.value.pdf).equals(Buffer.from(again.value.pdf))).toBe(true)
    const [row] = await sql('select max(revision) as newest from clinic.session_paper')
    expect(row.newest).toBe(2)
  })

  it('shows another practice an empty log of its own (S06)', async () => {
    const juniper = { kind: 'system', practiceId: juniperRow.practiceId, reason: 'a test of the log' } as const
    const found = await verifyRecord(clinic.house, juniper, { by: 'a test', outside: [] })
    expect(found).toMatchObject({ ok: true, value: { check: { size: 0, entries: 0, papers: 0 } } })
  })
})

describe('tampering is found and named (M16)', () => {
  it('an edited entry', async () => {
    await tampering(`update clinic.entry_body set canonical = '{"heartRateBpm":61}' where seq = 3`, async () =>
      expect(await codes()).toContain('body-mismatch'),
    )
  })

  it('an entry rewritten together with its leaf hash', async () => {
    await tampering(`update clinic.entry set leaf_hash = decode(repeat('ab', 32), 'hex') where seq = 3`, async () =>
      expect(await codes()).toEqual(expect.arrayContaining(['leaf-hash-mismatch', 'leaf-differs'])),
    )
  })

  it('a deleted entry, also the newest ones', async () => {
    const cut = 'delete from clinic.entry where seq >= 7; delete from clinic.entry_body where seq >= 7'
    await tampering(cut, async () => expect(await codes()).toContain('entry-missing'))
  })

  it('two leaves in another order', async () => {
    const swap = `update clinic.log_leaf set leaf_hash = case leaf_index
        when 1 then (select leaf_hash from clinic.log_leaf where leaf_index = 2)
        else (select leaf_hash from clinic.log_leaf where leaf_index = 1) end where leaf_index in (1, 2)`
    await tampering(swap, async () =>
      expect(await codes()).toEqual(expect.arrayContaining(['leaf-differs', 'root-differs'])),
    )
  })

  it('a log cut short, and a leaf taken out of its middle', async () => {
    await tampering('delete from clinic.log_leaf where leaf_index >= 6', async () =>
      expect(await codes()).toContain('log-truncated'),
    )
    await tampering('delete from clinic.log_leaf where leaf_index = 4', async () =>
      expect(await codes()).toContain('log-gap'),
    )
  })

  it('a checkpoint signed with another key', async () => {
    const [row] = await sql('select size::int from clinic.log_checkpoint limit 1')
    const other = checkpointSigner('another installation’s secret key', ledgerOrigin(practice))
    const forged = signCheckpoint(
      { origin: ledgerOrigin(practice), size: row.size, root: new Uint8Array(32) },
      [other],
      clinic.house.hashing,
    )
    const note = Buffer.from(forged).toString('hex')
    await tampering(`update clinic.log_checkpoint set note = decode('${note}', 'hex')`, async () =>
      expect(await codes()).toContain('checkpoint-forged'),
    )
  })

  it('an altered paper, and altered signed content (S52)', async () => {
    await tampering(`update clinic.session_paper set blocks = '{}', pdf_hash = repeat('0', 64)`, async () =>
      expect(await codes()).toEqual(expect.arrayContaining(['paper-missing', 'signed-content-altered'])),
    )
  })

  it('signed content put in place of the signed one together with its hash (S52)', async () => {
    const other = `update clinic.session_paper set blocks = '[]', content_hash = encode(sha256('[]'), 'hex')`
    await tampering(other, async () => expect(await codes()).toContain('signed-content-altered'))
  })

  it.each([
    ['kind', `'observation-noted'`],
    ['occurred_at', `occurred_at - interval '1 millisecond'`],
    ['recorded_at', `'infinity'`],
    ['actor', `replace(actor, 'Mara', 'Lena')`],
    ['device_id', `practice_id`],
    ['device_seq', 'device_seq + 1'],
    ['id', 'gen_random_uuid()'],
  ])('an entry listed under another %s than its header says (attack 7)', async (column, value) => {
    await tampering(`update clinic.entry set ${column} = ${value} where seq = 3`, async () =>
      expect(await codes()).toEqual(['columns-differ']),
    )
  })

  it.each([
    ['patient_id', 'practice_id'],
    ['protocol_id', `'kap-im'`],
    ['protocol_version', `'2.0.0'`],
    ['protocol_hash', `repeat('0', 64)`],
  ])('a session filed under another %s than it was opened with (attack 7)', async (column, value) => {
    await tampering(`update clinic.session set ${column} = ${value}`, async () =>
      expect(await codes()).toEqual(['session-misfiled']),
    )
  })

  it('an older copy of everything, by one checkpoint kept outside (T7)', async () => {
    const outside = { where: 'on a printed record', note: await newestNote() }
    expect(await codes([outside])).toEqual([])
    const older = 'delete from clinic.log_leaf where leaf_index >= 5; delete from clinic.log_checkpoint'
    await tampering(older, async () => expect(await codes([outside])).toContain('rolled-back'))
  })

  it('a whole history written anew and logged again, by one checkpoint kept outside', async () => {
    const outside = { where: 'on a printed record', note: await newestNote() }
    const anew = `delete from clinic.log_checkpoint;
      update clinic.log_leaf set leaf_hash = decode(repeat('cd', 32), 'hex') where leaf_index = 0`
    await tampering(anew, async () => expect(await codes([outside])).toContain('outside-root-differs'))
  })

  it('and a log that was changed is not signed again', async () => {
    const [first] = await sql('select leaf_hash from clinic.log_leaf where leaf_index = 0')
    const write = (hash: Buffer) => sql('update clinic.log_leaf set leaf_hash = $1 where leaf_index = 0', [hash])
    await write(Buffer.alloc(32, 0xcd))
    await addSomething()
    clinic.clock.advance(2 * 24 * 60 * 60 * 1000)
    const refused = await keepLog(clinic.house, keeper)
    await write(first.leaf_hash)
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'log-contradicts-checkpoint' } })
    expect(await keepLog(clinic.house, keeper)).toMatchObject({ ok: true })
    expect(await codes()).toEqual([])
  })
})

/** One more entry, so that there is something to sign. */
async function addSomething(house: TestHouse['house'] = clinic.house): Promise<void> {
  const added = await fileAddendum(house, ames(), {
    id: entryId.parse(clinic.house.newId()),
    sessionId: session,
    text: 'Called on the next day: well.',
  })
  if (!added.ok) throw new Error(added.refusal.sentence)
}

describe('Holdspace keeps the log by itself', () => {
  it('finishes what a signature or an addendum left, and the paper then proves the addendum too', async () => {
    await addSomething()
    const place = { practiceId: practice, practiceName: marigoldHouse.name, practiceZone: marigoldHouse.zone }
    await sealWaiting(clinic.house, place)
    const found = await checkRecord(clinic.house, { contentHash })
    const [row] = await sql(`select count(*)::int as leaves from clinic.log_leaf where kind = 'record'`)
    expect(row.leaves).toBeGreaterThanOrEqual(2)
    expect(found.known && found.log !== null).toBe(true)
    expect(await codes()).toEqual([])
  })

  it('and an addendum that is drawn meanwhile is recorded all the same, with a paper of its own behind it', async () => {
    const place = { practiceId: practice, practiceName: marigoldHouse.name, practiceZone: marigoldHouse.zone }
    let isSealing = false
    const drawPdf: typeof clinic.house.drawPdf = async (paper) => {
      if (!isSealing) {
        isSealing = true
        expect(await sealInLog(clinic.house, place, session)).toMatchObject({ ok: true })
      }
      return clinic.house.drawPdf(paper)
    }
    await addSomething({ ...clinic.house, drawPdf })
    expect(isSealing).toBe(true)
    expect(await codes()).toEqual([])
  })

  it('shows the auditor the size, the newest checkpoint, and when it was verified and by what', async () => {
    const auditor = { ...ames(), role: 'auditor' as const }
    const proof = await readProof(clinic.house, auditor)
    if (!proof.ok) throw new Error(proof.refusal.sentence)
    expect(proof.value.checks[0]).toMatchObject({ checkedBy: 'a test', findings: [] })
    const key = logKey(clinic.house, practice)
    const newest = verifyCheckpoint(utf8(proof.value.checkpoint?.text ?? ''), [key], clinic.house.hashing)
    expect(newest).toMatchObject({ ok: true, value: { size: proof.value.checkpoint?.size } })
    expect(await readProof(clinic.house, quist())).toMatchObject({ ok: false, refusal: { family: 'not-permitted' } })
  })
})

describe('without Holdspace', () => {
  const verifier = fileURLToPath(new URL('../../../domain/proof/verifier/verify-export.mjs', import.meta.url))
  const run = (...args: string[]) => spawnSync(process.execPath, [verifier, ...args], { encoding: 'utf8' })
  let folder: string
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'holdspace-export-'))
    const lines = await exportPractice(clinic.house, keeper)
    if (!lines.ok) throw new Error(lines.refusal.sentence)
    for await (const { file, line } of lines.value) {
      if (!file.includes('/')) appendFileSync(join(folder, file), `${line}\n`)
    }
    writeFileSync(join(folder, 'kept.txt'), await newestNote())
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('an export is checked by the stand-alone verifier: entries, log, checkpoints, one kept outside (attack 11)', () => {
    expect(run(folder, join(folder, 'kept.txt'))).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Everything holds'),
    })
  })

  it('and it names a log cut short, a leaf that was replaced, and a key that is not the log’s', () => {
    const path = join(folder, 'log.jsonl')
    const log = readFileSync(path, 'utf8')
    const lines = log.trimEnd().split('\n')
    writeFileSync(path, `${lines.slice(0, -2).join('\n')}\n`)
    expect(run(folder)).toMatchObject({ status: 1, stderr: expect.stringContaining('cut short') })
    const bent = JSON.stringify({ ...JSON.parse(lines[1] ?? ''), leaf: 'ab'.repeat(32) })
    writeFileSync(path, `${lines.with(1, bent).join('\n')}\n`)
    expect(run(folder)).toMatchObject({ status: 1, stderr: expect.stringContaining('belongs to no entry') })
    writeFileSync(path, log)
    const keyPath = join(folder, 'log-key.txt')
    const key = readFileSync(keyPath, 'utf8')
    const other = checkpointSigner('another installation’s secret key', ledgerOrigin(practice))
    writeFileSync(keyPath, formatVerifierKey(other.keyName, other.publicKey, clinic.house.hashing.sha256))
    expect(run(folder)).toMatchObject({ status: 1, stderr: expect.stringContaining('not signed by this key') })
    writeFileSync(keyPath, key)
  })

  it('a printed record is proven by its own last page (T5), and not with one digit changed', async () => {
    const found = await checkRecord(clinic.house, { contentHash })
    if (!found.known || found.log === null) throw new Error('no place in the log')
    const [row] = await sql(`select claim from clinic.log_leaf where leaf_index = $1`, [found.log.index])
    const claim = parsePaperClaim(new Uint8Array(row.claim))
    const page = [
      `ledger: ${claim?.ledger}`,
      `session: ${claim?.sessionId}`,
      `entries: ${claim?.entries}`,
      `head: ${claim?.head}`,
      `content: ${claim?.contentHash}`,
      `key: ${found.log.verifierKey}`,
    ].join('\n')
    const path = join(folder, 'paper.txt')
    writeFileSync(path, `${page}\n\n${found.log.proof}`)
    expect(run('--paper', path)).toMatchObject({ status: 0, stdout: expect.stringContaining('stood in the log') })
    writeFileSync(path, `${page.replace(/entries: \d+/, 'entries: 3')}\n\n${found.log.proof}`)
    expect(run('--paper', path)).toMatchObject({ status: 1, stderr: expect.stringContaining('not in the log') })
  })
})
