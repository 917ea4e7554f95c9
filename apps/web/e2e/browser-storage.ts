import type { Page } from '@playwright/test'

/** Everything this browser keeps for the page, as one text: both storages, every database, every cache (S37). */
export async function everythingStored(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const latin = (bytes: Uint8Array) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
    const asText = (value: unknown): string =>
      JSON.stringify(value, (_key, one: unknown) => {
        if (one instanceof ArrayBuffer) return latin(new Uint8Array(one))
        if (ArrayBuffer.isView(one)) return latin(new Uint8Array(one.buffer))
        if (one instanceof CryptoKey) return `CryptoKey ${one.extractable ? 'extractable' : 'locked'}`
        return one
      })
    const answered = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const kept = [asText({ ...localStorage }), asText({ ...sessionStorage }), document.cookie]
    for (const { name } of await indexedDB.databases()) {
      const database = await answered(indexedDB.open(name ?? ''))
      for (const store of database.objectStoreNames) {
        const rows = database.transaction(store).objectStore(store)
        const [keys, values] = await Promise.all([answered(rows.getAllKeys()), answered(rows.getAll())])
        kept.push(`${name} ${store} ${values.length}: ${asText(keys)} ${asText(values)}`)
      }
      database.close()
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        kept.push(`${request.url} ${(await (await cache.match(request))?.text()) ?? ''}`)
      }
    }
    return kept.join('\n')
  })
}
