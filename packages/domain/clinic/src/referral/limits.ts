/** What an import takes at most (RULINGS 21; depth from SECURITY S41). Far above any referral that was seen. */
export const importLimits = {
  bytes: 20 * 1024 * 1024,
  resources: 50_000,
  jsonDepth: 32,
  /** The longest text kept from a file: a name or a description beyond it is cut, and the review says so. */
  textLength: 300,
} as const
