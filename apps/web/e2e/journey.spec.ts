import { plusPeriod } from '@holdspace/kit/calendar-date'
import { formatDate } from '@holdspace/kit/calendar-words'
import type { Page } from '@playwright/test'
import { dayBefore, onDay } from './another-day.ts'
import { test } from './clinic.ts'
import { bookBooster, checkHow, measure, plotted } from './journey-after.ts'
import { book, consent, decide, fillPacket, nameTeam, newTraveller, plan, refer } from './journey-before.ts'
import { guestFrom, guestSees, partnerReads, registerNewPartner } from './journey-outside.ts'
import { charge, chart, checkIn, dose, estimate, goHome, handOver, openSession, sign } from './journey-session.ts'

const desktop = { viewport: { width: 1440, height: 900 } }

/** The day is over: its pages are closed before its door is. */
async function leave(day: { readonly [who: string]: Page }): Promise<void> {
  for (const page of Object.values(day)) await page.close()
}

test('one journey: from the letter that refers her to the booster, on three days of the clinic', async ({
  enter,
  newPhone,
}) => {
  test.setTimeout(900_000)
  const person = newTraveller()
  const admin = await enter('admin', desktop)
  const partner = await registerNewPartner(admin)
  const guest = await guestFrom(admin)
  const sessionDate = dayBefore(8)

  const patient = await onDay(12, 10, async (baseURL) => {
    const at = { ...desktop, baseURL }
    const day = {
      desk: await enter('front-desk', at),
      nurse: await enter('nurse', at),
      prescriber: await enter('prescriber', at),
      therapist: await enter('therapist', at),
      phone: await newPhone({ baseURL }),
    }
    const patient = await test.step('a letter becomes a chart', () => refer(day.desk, person))
    await test.step('she fills the forms on her phone', () => fillPacket(day, person, patient))
    await test.step('the prescriber decides on safety and on the treatment', () => decide(day, person, patient))
    await test.step('she signs what she agrees to', () =>
      consent(day, person, patient, { partner: partner.name, therapist: guest }))
    await test.step('her care team is named', () => nameTeam(day, patient, guest))
    await test.step('the plan is made and signed', () => plan(day, person, patient))
    await test.step('the visit is booked; a double booking is refused', () => book(day, patient, sessionDate))
    await test.step('what it is expected to cost', () => estimate(day.desk, person, patient))
    await leave(day)
    return patient
  })

  await onDay(8, 15, async (baseURL) => {
    const at = { ...desktop, baseURL }
    const day = {
      desk: await enter('front-desk', at),
      nurse: await enter('nurse', at),
      prescriber: await enter('prescriber', at),
      therapist: await enter('therapist', at),
    }
    const { prescriber, therapist } = day
    await test.step('the therapist hands over before it', () =>
      handOver(therapist, prescriber, patient, 'Before', 'Slept badly since Tuesday'))
    await test.step('she arrives, and what is missing is mended', () => checkIn(day.desk))
    const sessionId = await test.step('the session opens through the first gate', () =>
      openSession(day.nurse, person, patient))
    await test.step('the dose goes through the second gate', () => dose(day, sessionId))
    await test.step('both sides chart', () => chart(day))
    await test.step('she goes home with her sister', () => goHome(day))
    await test.step('the prescriber hands over after it', () =>
      handOver(prescriber, therapist, patient, 'After', 'Lighter; ask about the dream'))
    await test.step('the record is signed', () => sign(day, sessionId))
    const biller = await enter('biller', at)
    await test.step('charges are confirmed; superbill and invoice read back', () => charge(biller, person, patient))
    await leave({ ...day, biller })
  })

  const [desk, nurse] = [await enter('front-desk', desktop), await enter('nurse', desktop)]
  const other = await enter('another-practice', desktop)
  const phone = await newPhone()
  await test.step('a partner reads what she released, until she takes it back', () =>
    partnerReads(desk, partner, person, patient))
  await test.step('a therapist of another practice sees the shared part, until she takes it back', () =>
    guestSees(other, desk, person, patient))
  await test.step('the week after is asked for by link', () => measure(desk, phone, person))
  await test.step('how she is now is asked by link', () => checkHow(desk, phone, person, patient))
  await test.step('both scores stand beside the dose', () => plotted(nurse, patient))
  const due = formatDate(plusPeriod(sessionDate, 'P7D'))
  // The demo books its own people for up to four days, at the hour at which it was filled: the nurse might be with one of them.
  await test.step('the booster is due, and booked', () => bookBooster(desk, nurse, patient, due, dayBefore(-6)))
})
