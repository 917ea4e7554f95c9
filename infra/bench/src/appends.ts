import { inPractice } from '@holdspace/db/database'
import { loadEntriesAfter } from '@holdspace/db/session-store'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { maraQuist, marigoldHouse } from '@holdspace/fixture-clinic/people'
import { roomDevice } from '@holdspace/fixture-clinic/session-room'
import { sessionId } from '@holdspace/kit/ids'
import { newId } from '@holdspace/server/new-id'
import pg from 'pg'
import { benchHouse } from './bench-house.ts'
import { type BenchClinic, openSessions } from './clinic.ts'
import { ledgerAlone } from './ledger-alone.ts'
import { atLeastPercent, type Figure, round, share } from './measure.ts'

const writers = 64
const seconds = 6

/** Sealed appends of 64 writers to one session, with every rule of charting, beside plain INSERTs of the same rows. */
export async function appendFigures(clinic: BenchClinic): Promise<Figure[]> {
  const { databaseUrl } = clinic.demo()
  const { house, db, close } = benchHouse({
    databaseUrl,
    secretKey: clinic.secretKey(),
    address: clinic.server().address,
  })
  const [opened = ''] = await openSessions(clinic, clinic.server().address, 1)
  const session = sessionId.parse(opened)
  const nurse = actAs(maraQuist, house.clock)
  const device = roomDevice(house, nurse, session)
  const oneSession = await perSecond(writers, () =>
    device.chart('observation-noted', { text: 'Resting, breathing slowly.' }),
  )
  const { practiceId } = marigoldHouse
  const rows = await inPractice(db, practiceId, (tx) => loadEntriesAfter(tx, practiceId, session, 0))
  const alone = await perSecond(writers, ledgerAlone(db))
  await close()
  const [sample] = rows.slice(-1)
  if (sample === undefined || sample.bodyBytes === null || sample.salt === null) throw new Error('No entry to copy.')
  const floor = await plainInserts(databaseUrl, [sample.headerBytes, sample.leafHash, sample.bodyBytes, sample.salt])
  return [
    {
      ...share(
        'ledger',
        `appends to one session, ${writers} writers, ledger alone`,
        '/s',
        [alone, floor],
        atLeastPercent(50, 80),
      ),
      note: 'sealed, chained, idempotent; what has queued shares a commit',
    },
    {
      ...share('ledger', `appends to one session, ${writers} writers, whole act`, '/s', [oneSession, floor]),
      note: `rules, audit and FHIR included; the session grew to ${rows.length} entries`,
    },
  ]
}

/** Each row by itself, committed by itself, at as many connections as there are writers. */
async function plainInserts(databaseUrl: string, bytes: readonly Uint8Array[]): Promise<number> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: writers })
  await pool.query('create schema if not exists bench')
  await pool.query(
    'create table if not exists bench.entry (id uuid primary key, header bytea, leaf bytea, body bytea, salt bytea)',
  )
  const text = 'insert into bench.entry values ($1, $2, $3, $4, $5)'
  const values = bytes.map((one) => Buffer.from(one))
  const rate = await perSecond(writers, () => pool.query({ name: 'plain', text, values: [newId(), ...values] }))
  await pool.end()
  return rate
}

async function perSecond(loops: number, act: () => Promise<unknown>): Promise<number> {
  let count = 0
  const started = performance.now()
  const until = started + seconds * 1000
  await Promise.all(
    Array.from({ length: loops }, async () => {
      while (performance.now() < until) {
        await act()
        count += 1
      }
    }),
  )
  return round(count / ((performance.now() - started) / 1000))
}
