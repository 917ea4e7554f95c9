/**
 * `@medplum/core` names the browser's WebSocket when it is loaded, which Node 20 does not have. The validator never opens
 * one. Imported before it, this stands in for the name.
 */
if (!('WebSocket' in globalThis)) Object.assign(globalThis, { WebSocket: Object.freeze({ OPEN: 1 }) })

export const standsIn = true
