'use client'
import './globals.css'

/** Stands in when even the outermost layout broke; it knows nothing but how to try again, and stays dark (LL3). */
export default function GlobalError({ reset }: { readonly reset: () => void }) {
  return (
    <html lang="en" data-theme="dark">
      <body className="grid min-h-dvh place-items-center p-6 text-center">
        <main>
          <title>Holdspace</title>
          <h1 className="text-heading">Something went wrong on our side</h1>
          <p className="mt-2 text-lead text-muted">What was saved before is kept. Please try again.</p>
          <button
            type="button"
            onClick={reset}
            className="mt-5 min-h-11 rounded-control bg-fill px-4 font-strong text-on-fill"
          >
            Try again
          </button>
        </main>
      </body>
    </html>
  )
}
