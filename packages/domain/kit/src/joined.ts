/**
 * `{ ...first, ...second }` on the paths every act goes along. The engine copies what is spread behind something else property
 * by property, by its slowest way: 4.7 µs for two small objects where this takes 0.2 (decision 0047). Only for objects whose names
 * are ours: unlike a spread it would follow a member called `__proto__`.
 */
export function joined<First extends object, Second extends object>(
  first: First,
  second: Second,
): Joined<First, Second> {
  return Object.assign({}, first, second) as unknown as Joined<First, Second>
}

/** Of several possible kinds, each stays what it is. */
type Joined<First, Second> = First extends unknown ? Omit<First, keyof Second> & Second : never
