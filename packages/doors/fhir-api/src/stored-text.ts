/**
 * Puts version and last-updated into a stored resource. The stored text begins `{"resourceType":…,"id":…,"meta":{` and
 * its `meta` is never empty (domain/fhir/write), so this is one cut, not a parse: stored text passes through.
 */
export function withVersion(text: string, version: number, lastUpdated: string): string {
  const at = text.indexOf(metaStart) + metaStart.length
  return `${text.slice(0, at)}"versionId":"${version}","lastUpdated":"${lastUpdated}",${text.slice(at)}`
}

const metaStart = '"meta":{'

export function etagOf(version: number): string {
  return `W/"${version}"`
}

export function httpDate(lastUpdated: string): string {
  return new Date(lastUpdated).toUTCString()
}
