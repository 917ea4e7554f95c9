import { type LoginSessions, loginSessions } from '@holdspace/auth/login-sessions'
import type { StaffActor } from '@holdspace/clinic/access/actor'
import { type LoginStanding, loginStanding } from '@holdspace/clinic/access/login-limits'
import { type LoginWithMember, loginRows, loginStillOpen, loginTimes, markLogin } from '@holdspace/db/login-store'
import type { LoginId } from '@holdspace/kit/ids'
import { msBetween } from '@holdspace/kit/instant'
import { reachedToday } from '../team/guest-reach.ts'
import type { LoginState } from './login-state.ts'
import type { SignInHouse } from './ports.ts'

/** Use is noted no finer than this, so that a busy screen does not write with every request; the lock may come this much early. */
const noteUseEveryMs = 5_000

/**
 * Who is behind a token, right now: role, duties and credentials are read anew, so what an administrator takes away is
 * gone on the next request (S11). `countsAsUse` is false for what the app asks by itself: it must not keep an
 * unattended screen unlocked (S25).
 */
export async function findLogin(
  house: Pick<SignInHouse, 'db' | 'clock'>,
  token: string | null,
  { countsAsUse }: { readonly countsAsUse: boolean },
): Promise<LoginState> {
  if (token === null) return { kind: 'none' }
  const login = await sessionsOf(house).find(token)
  if (login === null || !login.membershipActive) return { kind: 'none' }
  const now = house.clock()
  const standing = loginStanding(login, now)
  switch (standing.kind) {
    case 'over':
      return { kind: 'none' }
    case 'locked':
      return { kind: 'locked', actor: await reaching(house, login), lockedSince: standing.since }
    case 'active':
      if (countsAsUse && msBetween(login.lastSeenAt, now) >= noteUseEveryMs) {
        await markLogin(house.db, login.loginId, { lastSeenAt: now })
      }
      return { kind: 'active', actor: await reaching(house, login) }
  }
}

const made = new WeakMap<object, LoginSessions<LoginWithMember>>()

/** Made once a house: asked for with every request. */
function sessionsOf(house: Pick<SignInHouse, 'db' | 'clock'>): LoginSessions<LoginWithMember> {
  const known = made.get(house) ?? loginSessions(loginRows(house.db), house.clock)
  made.set(house, known)
  return known
}

/** For streams that outlive a request: asked every few seconds, so that they end within five (S11, S27). */
export async function mayKeepListening(house: Pick<SignInHouse, 'db' | 'clock'>, loginId: LoginId): Promise<boolean> {
  return loginStillOpen(house.db, loginId, house.clock())
}

/** How a login stands now, for a stream that outlives the request it began with. */
export async function standingOfLogin(
  house: Pick<SignInHouse, 'db' | 'clock'>,
  loginId: LoginId,
): Promise<LoginStanding['kind']> {
  const times = await loginTimes(house.db, loginId)
  return times === null ? 'over' : loginStanding(times, house.clock()).kind
}

/** A guest reaches whom their time on a care team reaches today, at every request anew (RULINGS 19). */
async function reaching(house: Pick<SignInHouse, 'db' | 'clock'>, login: LoginWithMember): Promise<StaffActor> {
  const actor = actorOf(login)
  return { ...actor, guestPatients: await reachedToday(house, actor) }
}

function actorOf(login: LoginWithMember): StaffActor {
  return {
    kind: 'staff',
    accountId: login.accountId,
    membershipId: login.membershipId,
    practiceId: login.practiceId,
    practiceName: login.practiceName,
    practiceZone: login.practiceZone,
    role: login.role,
    duties: login.duties,
    displayName: login.displayName,
    credentials: login.credentials,
    loginId: login.loginId,
    deviceId: login.deviceId,
    lastFactorAt: login.factorAt,
    lastStepUpAt: login.stepUpAt,
    guestPatients: login.guestPatients,
  }
}
