import { marigoldHouse } from '@holdspace/fixture-clinic/people'
import { newId } from '@holdspace/server/new-id'
import { postgresPid } from '@holdspace/server/testing/running-server'
import type { Request } from 'autocannon'
import { type BenchClinic, openSessions, signIn, team } from './clinic.ts'
import { besideFloor } from './floor.ts'
import { clients, load, ownPids } from './load.ts'
import { atLeastPercent, type Figure, share } from './measure.ts'

/** A heart rate, and a whole set of vital signs as a nurse sends it. */
const sets = [
  { name: 'one heart rate', body: { heartRateBpm: 72, source: 'typed' }, bar: atLeastPercent(40, 60) },
  {
    name: 'blood pressure and heart rate',
    body: { heartRateBpm: 72, systolicMmHg: 120, diastolicMmHg: 78, source: 'typed' },
    bar: undefined,
  },
] as const

/**
 * An act over HTTP with every rule, audit, ledger row and FHIR projection, beside a bare create of an Observation: sixteen
 * at once on either side, each in a session of its own.
 */
export async function actFigures(clinic: BenchClinic): Promise<Figure[]> {
  const address = clinic.server().address
  const sessions = await openSessions(clinic, address, clients)
  const nurse = await signIn(address, team.nurse)
  return besideFloor(clinic.demo().databaseUrl, async (floor) => {
    const created = await load([floor.pid, postgresPid(clinic.dataDir)], {
      url: `${floor.address}/create`,
      method: 'POST',
      body: JSON.stringify(observation),
    })
    const figures: Figure[] = []
    for (const { name, body, bar } of sets) {
      const recorded = await load(ownPids(clinic), {
        url: `${address}/trpc/session.record`,
        method: 'POST',
        headers: { origin: address, 'content-type': 'application/json', cookie: nurse.cookie() },
        // Connections are made anew after the warming and take the sessions in the same order.
        setupClient: takingTurns(sessions, (session, client) =>
          client.setRequests([{ setupRequest: nextEntry(session, body) }]),
        ),
        verifyBody: (text) => text.includes('"outcome":"recorded"'),
      })
      figures.push({
        ...share('acts', `${name} recorded, c${clients}`, '/s', [recorded, created], bar),
        note: 'with audit, ledger and FHIR; floor: one Observation created, with the rows it is searched by',
      })
    }
    return figures
  })
}

function takingTurns<Client>(sessions: readonly string[], set: (session: string, client: Client) => void) {
  let turn = 0
  return (client: Client) => {
    set(sessions[turn % sessions.length] ?? '', client)
    turn += 1
  }
}

function nextEntry(sessionId: string, body: object): (request: Request) => Request {
  const deviceId = newId()
  let deviceSeq = 0
  return (request) => {
    deviceSeq += 1
    const draft = { id: newId(), kind: 'vitals-taken', body, occurredAt: new Date().toISOString(), deviceId, deviceSeq }
    return { ...request, body: JSON.stringify({ json: { sessionId, drafts: [draft] } }) }
  }
}

/** About as long as one of ours; the floor reads it no further than it must to store and to find it. */
const observation = {
  resourceType: 'Observation',
  status: 'final',
  category: [
    { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] },
  ],
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4', display: 'Heart rate' }] },
  subject: { reference: `Patient/${marigoldHouse.practiceId}` },
  effectiveDateTime: '2026-07-14T10:00:00-04:00',
  valueQuantity: { value: 72, unit: '/min', system: 'http://unitsofmeasure.org', code: '/min' },
  note: [{ text: 'x'.repeat(400) }],
}
