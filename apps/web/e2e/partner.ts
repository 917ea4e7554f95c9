import { Client } from 'fhir-kit-client'
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose'

/** Another practice's system, as its programmer would write it: keys of its own, a token, and a FHIR client nobody here wrote. */
export class PartnerSystem {
  private constructor(
    private readonly privateKey: CryptoKey,
    private readonly kid: string,
    readonly publicKeys: { readonly keys: readonly JWK[] },
  ) {}

  /** The demo's own partner, by the key that demo.json gives away. */
  static async withKey(privateJwk: JWK): Promise<PartnerSystem> {
    const key = await importJWK(privateJwk, 'ES384')
    if (key instanceof Uint8Array) throw new Error('A partner signs with a key pair.')
    return new PartnerSystem(key, privateJwk.kid ?? '', { keys: [] })
  }

  static async withNewKeys(): Promise<PartnerSystem> {
    const { publicKey, privateKey } = await generateKeyPair('ES384')
    const jwk = { ...(await exportJWK(publicKey)), kid: 'lakeside-1', alg: 'ES384', use: 'sig' }
    return new PartnerSystem(privateKey, jwk.kid, { keys: [jwk] })
  }

  /** SMART Backend Services: a signed assertion for a token of a few minutes. */
  async signedIn(clientId: string, fhirBaseUrl: string): Promise<Client> {
    const settings = await fetch(`${fhirBaseUrl}/.well-known/smart-configuration`)
    const { token_endpoint: tokenAddress } = await settings.json()
    const assertion = await new SignJWT()
      .setProtectedHeader({ alg: 'ES384', kid: this.kid, typ: 'JWT' })
      .setIssuer(clientId)
      .setSubject(clientId)
      .setAudience(tokenAddress)
      .setIssuedAt()
      .setExpirationTime('4m')
      .setJti(crypto.randomUUID())
      .sign(this.privateKey)
    const answer = await fetch(tokenAddress, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion,
        scope: 'system/*.rs',
      }),
    })
    const granted = await answer.json()
    if (!answer.ok) throw new Error(`No token: ${JSON.stringify(granted)}`)
    return new Client({ baseUrl: fhirBaseUrl, bearerToken: granted.access_token })
  }
}

export interface Resource {
  readonly resourceType: string
  readonly id: string
  // FHIR's own shape, read here member by member as a stranger would.
  readonly [member: string]: unknown
}

/** Every resource of one type that the partner may see of one person. */
export async function searchOf(client: Client, resourceType: string, patient: string): Promise<Resource[]> {
  const searchParams = resourceType === 'Patient' ? { _id: patient } : { patient }
  const bundle = (await client.search({ resourceType, searchParams })) as unknown as {
    readonly entry?: readonly { readonly resource: Resource }[]
  }
  return (bundle.entry ?? []).map((entry) => entry.resource).filter((one) => one.resourceType === resourceType)
}

/** The HTTP status of one read: 200, or what the refusal says. */
export async function statusOfRead(client: Client, resourceType: string, id: string): Promise<number> {
  try {
    await client.read({ resourceType, id })
    return 200
  } catch (error) {
    return (error as { readonly response?: { readonly status?: number } }).response?.status ?? 0
  }
}
