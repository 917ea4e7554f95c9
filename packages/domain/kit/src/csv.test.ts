import { expect, test } from 'vitest'
import { csvText } from './csv.ts'

test('S38: fields are quoted, lines end as RFC 4180 says, and nothing a spreadsheet gets is a formula', () => {
  expect(
    csvText([
      ['protocol', 'n'],
      ['Six in "3" weeks, IV', '12'],
    ]),
  ).toBe('"protocol","n"\r\n"Six in ""3"" weeks, IV","12"\r\n')
  for (const first of ['=', '+', '-', '@', '\t', '\r', '\n', '\0']) {
    expect(csvText([[`${first}HYPERLINK("https://evil.example")`]])).toBe(
      `"'${first}HYPERLINK(""https://evil.example"")"\r\n`,
    )
  }
  expect(csvText([['']])).toBe('""\r\n')
})
