const prefix = 'gate:'

/** Under what a recorded decision names the line of a gate it goes past (RULINGS 2). */
export const ruleOfLine = (lineId: string): string => `${prefix}${lineId}`

/** The line of a gate that a decision goes past; null where it is about something else. */
export const lineOfRule = (ruleId: string): string | null =>
  ruleId.startsWith(prefix) ? ruleId.slice(prefix.length) : null
