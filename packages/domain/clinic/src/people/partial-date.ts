import { calendarDate, formatDate } from '@holdspace/kit/calendar-date'

/**
 * A date as exactly as somebody gave it: `1999`, `1999-06` or `1999-06-21`. Shown without inventing the rest: `1999`,
 * `Jun-1999`, `21-Jun-1999`. Anything else (an age, "in childhood") is shown as it was written.
 */
export function formatPartialDate(text: string): string {
  const whole = calendarDate.safeParse(text)
  if (whole.success) return formatDate(whole.data)
  const month = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text)
  if (month === null) return text
  return formatDate(calendarDate.parse(`${text}-01`)).slice(3)
}
