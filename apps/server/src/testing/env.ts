/** `npm run soak` asks for the full sizes of RELIABILITY; everything else runs the small ones (RULINGS 23). */
export const isFullSize = process.env.HOLDSPACE_SIZE === 'full'
/** Repeats the chances of an earlier run; printed by every run that takes chances. */
export const askedSeed = process.env.HOLDSPACE_SEED
