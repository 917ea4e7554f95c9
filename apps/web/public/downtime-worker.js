/**
 * Keeps one page in the browser: the paper form for a session when the server cannot be reached (RULINGS 14). Nothing else
 * is ever stored, and nothing but a staff page that did not come is answered from here: no record, no question, no file.
 */
const shell = 'holdspace-downtime-1'
const paperForm = '/downtime.html'
/** Pages in the hands of patients and visitors: the clinic's paper form is nothing for them. */
const notStaff = /^\/(p|kiosk|hand-over|verify|tour|gallery|papers|fhir|trpc)(\/|$)/

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(shell)
      .then((cache) => cache.add(new Request(paperForm, { cache: 'reload' })))
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== shell).map((name) => caches.delete(name))))
      // The page is asked for while this worker still wakes up, so that it costs nobody time.
      .then(() => self.registration.navigationPreload?.enable())
      .then(() => self.clients.claim()),
  )
})

self.addEventListener('fetch', (event) => {
  const isPage = event.request.mode === 'navigate' && event.request.method === 'GET'
  if (!isPage || notStaff.test(new URL(event.request.url).pathname)) return
  event.respondWith(fromServerOrPaper(event))
})

async function fromServerOrPaper(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request))
  } catch {
    return (await caches.match(paperForm)) ?? Response.error()
  }
}
