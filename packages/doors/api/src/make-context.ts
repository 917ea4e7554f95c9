import type { House } from '@holdspace/use-cases/house'
import { findPacketPatient } from '@holdspace/use-cases/intake/find-packet-patient'
import { findLogin } from '@holdspace/use-cases/sign-in/find-login'
import type { ApiContext, RequestInfo } from './context.ts'
import { cookieOf, cookiesIn, deviceCookie, loginCookie, packetCookie, pendingCookie } from './cookies.ts'

/** Finds out who asks, from the cookies alone, and puts together what every procedure is given. */
export async function makeContext(
  house: House,
  cookieHeader: string | undefined,
  request: RequestInfo,
  setCookie: (header: string) => void,
): Promise<ApiContext> {
  const sent = cookiesIn(cookieHeader)
  const cookies = {
    login: cookieOf(sent, loginCookie),
    pending: cookieOf(sent, pendingCookie),
    device: cookieOf(sent, deviceCookie),
    packet: cookieOf(sent, packetCookie),
  }
  const login = await findLogin(house, cookies.login, { countsAsUse: !request.isBackground })
  const patient = await findPacketPatient(house, cookies.packet)
  return { house, request, cookies, login, patient, setCookie }
}
