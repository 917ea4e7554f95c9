import { mostWrongPins } from '@holdspace/clinic/access/login-limits'
import type { LoginId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { and, eq, isNull, lt, sql } from 'drizzle-orm'
import type { IdentityReach } from './account-store.ts'
import { sessionPin } from './schema/identity.ts'

/** The PIN of a login that can still be used: not taken back, and not guessed at five times. Null when there is none. */
export async function usablePin(db: IdentityReach, loginId: LoginId): Promise<Uint8Array | null> {
  const rows = await db.select({ sealed: sessionPin.sealedVerifier }).from(sessionPin).where(isUsable(loginId))
  return rows[0]?.sealed ?? null
}

/** True when the PIN was set; false when one that can be used stands already, and stays. */
export async function setPin(db: IdentityReach, loginId: LoginId, sealed: Uint8Array, at: Instant): Promise<boolean> {
  const fresh = { sealedVerifier: sealed, wrongTries: 0, setAt: new Date(at), voidAt: null }
  const set = await db
    .insert(sessionPin)
    .values({ loginId, ...fresh })
    .onConflictDoUpdate({
      target: sessionPin.loginId,
      set: fresh,
      setWhere: sql`${sessionPin.voidAt} is not null or ${sessionPin.wrongTries} >= ${mostWrongPins}`,
    })
    .returning({ loginId: sessionPin.loginId })
  return set.length === 1
}

/** Counts one try before it is looked at, and gives what to compare it with; null when no try is left. */
export async function countPinTry(
  db: IdentityReach,
  loginId: LoginId,
): Promise<{ readonly sealed: Uint8Array; readonly triesLeft: number } | null> {
  const rows = await db
    .update(sessionPin)
    .set({ wrongTries: sql`${sessionPin.wrongTries} + 1` })
    .where(isUsable(loginId))
    .returning({ sealed: sessionPin.sealedVerifier, wrongTries: sessionPin.wrongTries })
  return rows[0] === undefined ? null : { sealed: rows[0].sealed, triesLeft: mostWrongPins - rows[0].wrongTries }
}

export async function pinWasRight(db: IdentityReach, loginId: LoginId): Promise<void> {
  await db.update(sessionPin).set({ wrongTries: 0 }).where(eq(sessionPin.loginId, loginId))
}

/** After the password: a PIN that somebody guessed at, or forgot, is taken back; one nobody failed stays. */
export async function voidDoubtedPin(db: IdentityReach, loginId: LoginId, at: Instant): Promise<void> {
  await db
    .update(sessionPin)
    .set({ voidAt: new Date(at) })
    .where(and(eq(sessionPin.loginId, loginId), isNull(sessionPin.voidAt), sql`${sessionPin.wrongTries} > 0`))
}

/** The screen goes into other hands: only the password opens it, and the next PIN is chosen anew. */
export async function voidPin(db: IdentityReach, loginId: LoginId, at: Instant): Promise<void> {
  await db
    .update(sessionPin)
    .set({ voidAt: new Date(at) })
    .where(and(eq(sessionPin.loginId, loginId), isNull(sessionPin.voidAt)))
}

function isUsable(loginId: LoginId) {
  return and(eq(sessionPin.loginId, loginId), isNull(sessionPin.voidAt), lt(sessionPin.wrongTries, mostWrongPins))
}
