/** The environment as it was when the command started; only here is it read. */
export const outside: { readonly [name: string]: string | undefined } = process.env
