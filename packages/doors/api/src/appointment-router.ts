import { bookAppointment, bookAppointmentInput } from '@holdspace/use-cases/book/book-appointment'
import { checkIn, checkInInput } from '@holdspace/use-cases/book/check-in'
import { chooseReminders, chooseRemindersInput } from '@holdspace/use-cases/book/choose-reminders'
import { endAppointment, endAppointmentInput } from '@holdspace/use-cases/book/end-appointment'
import { moveAppointment, moveAppointmentInput } from '@holdspace/use-cases/book/move-appointment'
import { nameEscort, nameEscortInput } from '@holdspace/use-cases/book/name-escort'
import { readCalendar, readCalendarInput } from '@holdspace/use-cases/book/read-calendar'
import {
  readPatientAppointments,
  readPatientAppointmentsInput,
} from '@holdspace/use-cases/book/read-patient-appointments'
import { readSchedule, setUpSchedule, setUpScheduleInput } from '@holdspace/use-cases/book/set-up-schedule'
import { waitForPlace, waitForPlaceInput } from '@holdspace/use-cases/book/wait-for-place'
import { readVisitWarnings, readVisitWarningsInput } from '@holdspace/use-cases/plan/read-cadence'
import { readDay } from '@holdspace/use-cases/today/read-day'
import { router, staffProcedure } from './procedure.ts'
import { answer } from './refusal-codes.ts'

/** The calendar: who comes when, to whom, in which room. */
export const appointmentRouter = router({
  calendar: staffProcedure('appointment.read')
    .input(readCalendarInput)
    .query(({ ctx, input }) => answer(readCalendar(ctx.house, ctx.actor, input))),

  day: staffProcedure('today.read').query(({ ctx }) => answer(readDay(ctx.house, ctx.actor))),

  ofPatient: staffProcedure('appointment.read')
    .input(readPatientAppointmentsInput)
    .query(({ ctx, input }) => answer(readPatientAppointments(ctx.house, ctx.actor, input))),

  warnings: staffProcedure('appointment.read')
    .input(readVisitWarningsInput)
    .query(({ ctx, input }) => answer(readVisitWarnings(ctx.house, ctx.actor, input))),

  book: staffProcedure('appointment.book')
    .input(bookAppointmentInput)
    .mutation(({ ctx, input }) => answer(bookAppointment(ctx.house, ctx.actor, input))),

  move: staffProcedure('appointment.book')
    .input(moveAppointmentInput)
    .mutation(({ ctx, input }) => answer(moveAppointment(ctx.house, ctx.actor, input))),

  end: staffProcedure('appointment.book')
    .input(endAppointmentInput)
    .mutation(({ ctx, input }) => answer(endAppointment(ctx.house, ctx.actor, input))),

  checkIn: staffProcedure('appointment.check-in')
    .input(checkInInput)
    .mutation(({ ctx, input }) => answer(checkIn(ctx.house, ctx.actor, input))),

  nameEscort: staffProcedure('appointment.check-in')
    .input(nameEscortInput)
    .mutation(({ ctx, input }) => answer(nameEscort(ctx.house, ctx.actor, input))),

  waitForPlace: staffProcedure('appointment.book')
    .input(waitForPlaceInput)
    .mutation(({ ctx, input }) => answer(waitForPlace(ctx.house, ctx.actor, input))),

  chooseReminders: staffProcedure('appointment.book')
    .input(chooseRemindersInput)
    .mutation(({ ctx, input }) => answer(chooseReminders(ctx.house, ctx.actor, input))),

  schedule: staffProcedure('schedule.configure').query(({ ctx }) => answer(readSchedule(ctx.house, ctx.actor))),

  setUp: staffProcedure('schedule.configure')
    .input(setUpScheduleInput)
    .mutation(({ ctx, input }) => answer(setUpSchedule(ctx.house, ctx.actor, input))),
})
