/** A spreadsheet reads a cell that begins like this as a formula, whoever typed the title it came from (S38). */
const formulaStart = /^[=+\-@\t\r\n\0]/

/** Lines of a CSV file (RFC 4180): every field quoted, and none of them a formula. */
export function csvText(lines: readonly (readonly string[])[]): string {
  const field = (text: string) => `"${(formulaStart.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
  return lines.map((fields) => `${fields.map(field).join(',')}\r\n`).join('')
}
