/** `RIVERA, Ana Lucía`: family name first and in capitals, as on every banner (NHS Common User Interface). */
export function bannerName(person: { readonly family: string; readonly given: readonly string[] }): string {
  const given = person.given.join(' ')
  if (person.family === '') return given
  return given === '' ? person.family.toUpperCase() : `${person.family.toUpperCase()}, ${given}`
}

/** `Rivera, Ana Lucía`: in lists and sentences. */
export function listName(person: { readonly family: string; readonly given: readonly string[] }): string {
  return [person.family, person.given.join(' ')].filter((part) => part !== '').join(', ')
}
