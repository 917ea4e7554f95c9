/** The nonce of this answer, from the policy that the front put on the request; undefined where there is no policy. */
export function nonceOf(policy: string | null): string | undefined {
  return /'nonce-([A-Za-z0-9+/_=-]+)'/.exec(policy ?? '')?.[1]
}
