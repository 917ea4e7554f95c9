import { mcg } from '@holdspace/kit/amounts'
import { instant, plusMinutes } from '@holdspace/kit/instant'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { AlertMark, alertLevels, alertShape, alertWord } from './alert-mark.tsx'
import { DataTable, type DataTableProps } from './data-table.tsx'
import { dateFromParts } from './date-fields.tsx'
import { Dose } from './dose.tsx'
import { duePhase } from './due-clock.tsx'
import { offlineWords } from './offline-bar.tsx'
import { allergyTitles, PatientBanner, type PatientBannerProps } from './patient-banner.tsx'
import { isTheme } from './theme.ts'
import { clockText, spokenSpan } from './ticking.tsx'
import { Timeline } from './timeline.tsx'
import { Timer } from './timer.tsx'
import { VitalsChart } from './vitals-chart.tsx'

const ana: PatientBannerProps = {
  familyName: 'Rivera',
  givenNames: 'Ana',
  born: 'Born 14-Jul-1985 (41y)',
  gender: 'Female',
  identifier: '10472',
  allergies: { state: 'known', substances: ['penicillin'] },
}

function words(markup: string): string {
  return markup
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

function banner(parts: Partial<PatientBannerProps>): string {
  return renderToStaticMarkup(createElement(PatientBanner, { ...ana, ...parts }))
}

describe('Patient banner', () => {
  test('BN1 BN2 BN3: Given Ana Rivera, then her name stands without a label, gender and number with theirs', () => {
    expect(words(banner({}))).toBe(
      'Rivera , Ana Born 14-Jul-1985 (41y) Gender Female MRN 10472 Known allergies penicillin',
    )
  })

  test('BN4: Given a labelled value, then the value is set heavier than its label', () => {
    expect(banner({})).toMatch(/text-muted">Gender<\/span><span class="[^"]*font-strong[^"]*"[^>]*>Female/)
  })

  test('BN5: Given nothing is known of gender, birth and number, then it says Not Known and never a question mark', () => {
    const { gender: _gender, born: _born, identifier: _identifier, ...rest } = ana
    const shown = words(renderToStaticMarkup(createElement(PatientBanner, rest)))
    expect(shown.match(/Not Known/g)).toHaveLength(3)
    expect(shown).not.toContain('?')
  })

  test('BN6: Given each of the four allergy states, then exactly its title is shown and only the first is emphasised', () => {
    const states = ['none-known', 'not-recorded', 'unavailable'] as const
    for (const state of states) {
      const markup = banner({ allergies: { state } })
      expect(words(markup)).toMatch(new RegExp(`MRN 10472 ${allergyTitles[state]}$`))
      expect(markup).not.toContain('bg-high-soft')
    }
    expect(Object.values(allergyTitles)).toEqual([
      'Known allergies',
      'No known allergies',
      'Allergies not recorded',
      'Allergies unavailable',
    ])
    expect(banner({})).toContain('bg-high-soft')
  })

  test('Given more allergies than fit on two lines, then how many there are is said, and the text holds them all', () => {
    const substances = ['penicillin', 'latex', 'codeine', 'morphine']
    const shown = words(banner({ allergies: { state: 'known', substances } }))
    expect(shown).toMatch(/Known allergies penicillin, latex, codeine, morphine 4 in all$/)
    expect(words(banner({ allergies: { state: 'known', substances: substances.slice(2) } }))).toMatch(
      /codeine, morphine$/,
    )
  })

  test('M17: Given a very long name, then the whole name can still be read', () => {
    const familyName = 'Featherstonehaugh-Cholmondeley'
    expect(banner({ familyName, givenNames: 'Maximiliana Alexandrina Theodora' })).toContain(
      'title="FEATHERSTONEHAUGH-CHOLMONDELEY, Maximiliana Alexandrina Theodora"',
    )
  })
})

interface Visit {
  readonly id: string
  readonly name: string
}

function table(props: Partial<DataTableProps<Visit>>): string {
  const all: DataTableProps<Visit> = {
    caption: 'People expected today',
    columns: [{ key: 'name', header: 'Person', cell: (row) => row.name, sortBy: (row) => row.name }],
    rows: [
      { id: 'a', name: 'Rivera, Ana' },
      { id: 'b', name: 'Cole, Sam' },
    ],
    rowKey: (row) => row.id,
    ...props,
  }
  return renderToStaticMarkup(createElement(DataTable<Visit>, all))
}

describe('Data table', () => {
  test('Given two people, then the table has its caption, a sortable heading and the rows as handed in', () => {
    const markup = table({})
    expect(words(markup)).toMatch(/^People expected today Person .* Rivera, Ana Cole, Sam$/)
    expect(markup).toContain('aria-sort="none"')
    expect(markup.match(/role="row"/g)).toHaveLength(3)
  })

  test('Given rows that lead somewhere, then each has one link to move between', () => {
    const markup = table({ rowHref: (row) => `/people/${row.id}` })
    expect(markup.match(/data-row-link/g)).toHaveLength(2)
    expect(markup).toContain('href="/people/a"')
  })

  test('Given nobody, then the next step is taught in place of an empty table', () => {
    expect(words(table({ rows: [], empty: 'Import a referral.' }))).toBe('Import a referral.')
  })
})

const start = instant.parse('2026-11-21T14:30:00.000Z')

describe('Clocks', () => {
  test('TM1 TM3: Given a running timer, then it is silent as it ticks and says its value to whoever moves to it', () => {
    const now = plusMinutes(start, 65)
    const markup = renderToStaticMarkup(createElement(Timer, { label: 'since dose', since: start, now }))
    expect(markup).toContain('role="timer" aria-live="off" tabindex="0" aria-label="1 hour 5 minutes since dose"')
    expect(words(markup)).toBe('01:05:00 since dose')
  })

  test('TM2: Given vitals are due at 10 min and overdue at 12, then the phase changes exactly there', () => {
    const phases = [599_999, 600_000, 719_999, 720_000].map((ms) => duePhase(ms, 600_000, 720_000))
    expect(phases).toEqual(['waiting', 'due', 'due', 'overdue'])
  })

  test('Given a device whose clock ran behind, then no clock ever counts below zero', () => {
    expect(clockText(-5000)).toBe('00:00:00')
    expect(clockText(78_000, true)).toBe('1:18')
    expect(spokenSpan(-1)).toBe('0 minutes')
  })
})

describe('What is said', () => {
  test('A7: Given each level, then its shape and its word stand beside its colour', () => {
    for (const level of alertLevels) {
      const markup = renderToStaticMarkup(createElement(AlertMark, { level }))
      expect(words(markup)).toBe(`${alertShape[level]} ${alertWord[level]}`)
    }
  })

  test('DS1 DS5 DS7: Given half a milligram, then DOSE stands before 0.5 mg on a line that does not break', () => {
    const markup = renderToStaticMarkup(createElement(Dose, { drug: 'ketamine', route: 'IV', amount: mcg.parse(500) }))
    expect(markup).toContain('<strong class="font-bold">0.5\u00a0mg</strong>')
    expect(words(markup).replaceAll('\u00a0', ' ')).toBe('ketamine IV – DOSE 0.5 mg')
  })

  test('M21: Given three entries wait and there is no connection, then it says where they are and what will happen', () => {
    expect(offlineWords('offline', 3)).toBe(
      'No connection. 3 entries wait on this device and will be sent when it returns. Keep this page open.',
    )
    expect(offlineWords('online', 0)).toBeNull()
  })

  test('M22: Given a late entry and a corrected one, then both times and both wordings can be read', () => {
    const markup = renderToStaticMarkup(
      createElement(Timeline, {
        label: 'What happened',
        zone: 'America/New_York',
        entries: [
          {
            id: '1',
            at: start,
            recordedAt: plusMinutes(start, 4),
            lateByMinutes: 4,
            who: 'Dr Ames',
            words: 'BP 158/96',
          },
          {
            id: '2',
            at: start,
            who: 'R. Nolan RN',
            words: 'BP 184/90',
            corrected: { words: 'BP 148/90', at: plusMinutes(start, 3), who: 'R. Nolan RN', reason: 'digits swapped' },
          },
        ],
      }),
    )
    expect(words(markup)).toContain('late by 4 min · recorded 09:34')
    expect(markup).toMatch(/line-through[^>]*><span class="sr-only">Corrected, first said: <\/span>BP 184\/90/)
    expect(words(markup)).toContain('BP 148/90 Corrected 09:33 by R. Nolan RN: digits swapped')
  })

  test('CH3 CH6: Given any chart, then it has its legend and says that it is no alarm', () => {
    const data = { points: [], doses: [], infusions: [], events: [], gaps: [], limits: [], now: start }
    const shown = words(renderToStaticMarkup(createElement(VitalsChart, { data, zone: 'America/New_York' })))
    expect(shown).toContain('systolic diastolic pulse SpO2 dose event')
    expect(shown).toContain('It is not an alarm')
  })
})

describe('Small readings', () => {
  test('FM4: Given three boxes, then only a day on the calendar is a date', () => {
    expect(dateFromParts({ day: '14', month: '7', year: '1985' })).toBe('1985-07-14')
    expect(dateFromParts({ day: '31', month: '2', year: '1985' })).toBeNull()
    expect(dateFromParts({ day: '1', month: '1', year: '85' })).toBeNull()
  })

  test('LL5: Given a cookie from elsewhere, then only the three themes are obeyed', () => {
    expect(['light', 'dark', 'low-light', 'neon', undefined].map(isTheme)).toEqual([true, true, true, false, false])
  })
})
