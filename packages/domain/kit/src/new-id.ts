/** Makes a UUIDv7. Handed in everywhere; nothing in the domain rolls dice. */
export type NewId = () => string
